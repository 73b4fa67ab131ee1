package import Reports
package import Tally

/// What to read of a carrier's records, and where to.
package struct CarrierSyncRequest: Sendable {
  package var storePath: String
  package var now: Instant
  /// Nil for what is new since the last run.
  package var period: Period?
  /// How long before the last run to begin.
  package var lookBackSeconds = 7 * 86_400
  package var lockWaitSeconds = 0

  package init(storePath: String, now: Instant) {
    self.storePath = storePath
    self.now = now
  }
}

package import Tally

/// What a sync is to do.
package struct SyncRequest: Sendable {
  package var storePath: String
  /// How far before the newest moment that was read the next sync begins.
  package var lookBackSeconds = 86_400
  package var pageSize = ListReader.largestPageSize
  /// Read everything again.
  package var isFull = false
  package var lockWaitSeconds = 0
  /// Ask as well whether the source still has all attempts, of this period or of all time.
  package var verifies = false
  package var verifiedPeriod: Period?

  package init(storePath: String) {
    self.storePath = storePath
  }
}

package import Reports

/// A half-open span of time and the zone that its days are reckoned in.
package struct Period: Sendable {
  /// The first instant inside; nil where the period has no beginning.
  package var from: Instant?
  /// The first instant after; nil where the period has no end.
  package var to: Instant?
  package var zone: Zone
  /// Both ends as a person in that zone would write them.
  package var localText: String

  package init(from: Instant?, to: Instant?, zone: Zone) {
    self.from = from
    self.to = to
    self.zone = zone
    localText = zone.name
  }
}

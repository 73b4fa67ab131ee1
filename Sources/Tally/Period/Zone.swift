package import Reports

/// A time zone of the system's tzdata.
package struct Zone: Sendable {
  /// A stretch of time in which the offset does not change, half-open, in UTC milliseconds.
  package struct Span: Sendable, Hashable {
    /// Seconds east of UTC.
    package var offsetSeconds: Int
    /// `Int64.min` where the offset held always before.
    package var from: Int64
    /// `Int64.max` where the offset holds for ever.
    package var to: Int64

    package init(offsetSeconds: Int, from: Int64, to: Int64) {
      self.offsetSeconds = offsetSeconds
      self.from = from
      self.to = to
    }
  }

  /// The IANA name, `America/New_York`.
  package let name: String
  private let offsetSeconds: Int

  package static let utc = Zone(name: "UTC", offsetSeconds: 0)

  /// A zone that never changes its offset.
  init(name: String, offsetSeconds: Int) {
    self.name = name
    self.offsetSeconds = offsetSeconds
  }

  /// The stretch around an instant, given in UTC milliseconds, in which the offset is the same.
  package func span(at milliseconds: Int64) -> Span {
    Span(offsetSeconds: offsetSeconds, from: .min, to: .max)
  }

  /// Seconds east of UTC at an instant.
  package func offsetSeconds(at instant: Instant) -> Int {
    span(at: instant.milliseconds).offsetSeconds
  }
}

package import Reports

/// A time zone of the system's tzdata.
package struct Zone: Sendable {
  /// The IANA name, `America/New_York`.
  package let name: String

  package static let utc = Zone(name: "UTC")

  /// Seconds east of UTC at an instant.
  package func offsetSeconds(at instant: Instant) -> Int {
    0
  }
}

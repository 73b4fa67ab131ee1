/// A point in time, counted in UTC milliseconds since 1970-01-01.
///
/// The range that can be written with a four-digit year is accepted from input;
/// see ``earliest`` and ``latest``.
package struct Instant: Sendable, Hashable, Comparable {
  package var milliseconds: Int64

  package init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// 0001-01-01T00:00:00.000Z.
  package static let earliest = Self(milliseconds: -62_135_596_800_000)
  /// 9999-12-31T23:59:59.999Z.
  package static let latest = Self(milliseconds: 253_402_300_799_999)

  package static func < (left: Self, right: Self) -> Bool {
    left.milliseconds < right.milliseconds
  }
}

extension Instant: CustomStringConvertible {
  /// ISO 8601 in UTC with milliseconds, `2026-03-01T05:00:00.000Z`.
  package var description: String {
    let days = CivilDate(daysSinceEpoch: flooredQuotient(milliseconds, 86_400_000))
    let inDay = milliseconds - flooredQuotient(milliseconds, 86_400_000) * 86_400_000
    let time = [
      padded(inDay / 3_600_000, 2), padded(inDay / 60_000 % 60, 2), padded(inDay / 1000 % 60, 2),
    ].joined(separator: ":")
    return "\(days)T\(time).\(padded(inDay % 1000, 3))Z"
  }
}

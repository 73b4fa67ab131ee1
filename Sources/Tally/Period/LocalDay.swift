package import Reports

/// What a calendar on the wall says of one day: the texts that time is grouped by.
///
/// All five depend on the local day only, so one is made per day and used for every row of it.
package struct LocalDay: Sendable, Hashable {
  package let date: CivilDate

  package init(_ date: CivilDate) {
    self.date = date
  }

  /// The day that a local time falls on; see ``Zone/localMilliseconds(at:)``.
  package init(localMilliseconds: Int64) {
    date = CivilDate(daysSinceEpoch: flooredQuotient(localMilliseconds, 86_400_000))
  }

  /// `2026-03-01`.
  package var day: String { date.description }

  /// `2026-03`.
  package var month: String {
    "\(padded(Int64(date.year), 4))-\(padded(Int64(date.month), 2))"
  }

  /// `2026-W09`, ISO 8601: weeks start on Monday and belong to the year of their Thursday.
  package var week: String {
    let (year, number) = date.week
    return "\(padded(Int64(year), 4))-W\(padded(Int64(number), 2))"
  }

  /// 1 is Monday, 7 is Sunday.
  package var weekday: Int { date.weekday }

  /// The hour of the day of a local time, 0 to 23.
  package static func hour(localMilliseconds: Int64) -> Int {
    let hours = flooredQuotient(localMilliseconds, 3_600_000)
    return Int(hours - flooredQuotient(hours, 24) * 24)
  }
}

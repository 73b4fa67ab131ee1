import Reports
import Testing

@testable import Tally

@Suite struct LocalDayTests {
  @Test(arguments: [
    ("2026-03-01T00:00", "2026-03-01 2026-03 2026-W09 7 0"),
    ("2026-03-01T23:59:59.999", "2026-03-01 2026-03 2026-W09 7 23"),
    ("2025-12-29T12:00", "2025-12-29 2025-12 2026-W01 1 12"),
    ("2027-01-03T12:00", "2027-01-03 2027-01 2026-W53 7 12"),
    ("1969-12-31T23:00", "1969-12-31 1969-12 1970-W01 3 23"),
    ("0001-01-01T00:00", "0001-01-01 0001-01 0001-W01 1 0"),
    ("9999-12-31T23:00", "9999-12-31 9999-12 9999-W52 5 23"),
  ])
  func `time is grouped by what a calendar on the wall says`(local: String, texts: String) throws {
    let milliseconds = try instant(local).milliseconds
    let day = LocalDay(localMilliseconds: milliseconds)
    let hour = LocalDay.hour(localMilliseconds: milliseconds)
    #expect("\(day.day) \(day.month) \(day.week) \(day.weekday) \(hour)" == texts)
  }
}

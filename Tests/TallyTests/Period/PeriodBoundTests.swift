import Reports
import Testing

@testable import Tally

@Suite struct PeriodBoundTests {
  @Test(arguments: [
    ("2026-10", "2026-10-01T00:00:00.000Z"),
    ("2028-02-29", "2028-02-29T00:00:00.000Z"),
    ("2026-10-01T09:30", "2026-10-01T09:30:00.000Z"),
    ("2026-10-01t09:30:59z", "2026-10-01T09:30:59.000Z"),
    ("2026-10-01 09:30:59.1239", "2026-10-01T09:30:59.123Z"),
    ("2026-10-01T09:30:59.5+05:30", "2026-10-01T04:00:59.500Z"),
    ("2026-10-01T09:30-0930", "2026-10-01T19:00:00.000Z"),
    ("2026-10-01T09:30+01", "2026-10-01T08:30:00.000Z"),
    ("1883-11-18T00:00:00-04:56:02", "1883-11-18T04:56:02.000Z"),
    ("0001-01-01", "0001-01-01T00:00:00.000Z"),
    ("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"),
  ])
  func `dates, months and instants are read`(text: String, expected: String) throws {
    #expect(try instant(text).description == expected)
  }

  @Test(arguments: [
    "", " ", "last", "2026", "2026-", "2026-1", "2026-10-", "2026-10-1", "26-10-01", "01/10/2026",
    "2026-10-01T", "2026-10-01T09", "2026-10-01T09:3", "2026-10-01T09:30:", "2026-10-01T09:30:00.",
    "2026-10-01T09:30Zulu", "2026-10-01T09:30+", "2026-10-01T09:30+5", "2026-10-01T09:30+05:3",
    "2026-10-01T09:30+05:30:00:00", "2026-10-01T09:30 America/New_York", "２０２６-10-01", "+026-10-01",
    "2026-10-01\u{0}", "2026-10-01 ", "🕰",
  ])
  func `anything else is refused with what was expected`(text: String) {
    #expect(throws: PeriodError.notBound(text: text)) { try PeriodBound(text) }
  }

  @Test(arguments: [
    ("2026-00-01", "expected a month of 01 to 12 in a year of 0001 to 9999"),
    ("2026-13", "expected a month of 01 to 12 in a year of 0001 to 9999"),
    ("0000-01-01", "expected a month of 01 to 12 in a year of 0001 to 9999"),
    ("2027-02-29", "2027-02 has the days 01 to 28"),
    ("2100-02-29", "2100-02 has the days 01 to 28"),
    ("2026-04-31T00:00Z", "2026-04 has the days 01 to 30"),
    ("2026-04-00", "2026-04 has the days 01 to 30"),
    ("2026-04-01T24:00", "expected a time of 00:00:00 to 23:59:59"),
    ("2026-04-01T23:60", "expected a time of 00:00:00 to 23:59:59"),
    ("2026-06-30T23:59:60Z", "expected a time of 00:00:00 to 23:59:59"),
    ("2026-04-01T00:00+24:00", "expected a time of 00:00:00 to 23:59:59"),
  ])
  func `dates that no calendar has are refused`(text: String, reason: String) {
    let error = #expect(throws: PeriodError.self) { try PeriodBound(text) }
    #expect(error?.description == "'\(text)' does not exist: \(reason)")
  }
}

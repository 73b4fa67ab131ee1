import Reports
import Testing

@testable import Tally

@Suite struct StartOfDayTests {
  @Test(arguments: [
    ("UTC", "2026-03-01", "2026-03-01T00:00:00.000Z"),
    ("America/New_York", "2026-03-08", "2026-03-08T05:00:00.000Z"),
    ("America/New_York", "2026-03-09", "2026-03-09T04:00:00.000Z"),
    ("America/New_York", "1883-11-19", "1883-11-19T05:00:00.000Z"),
    ("America/New_York", "1883-11-18", "1883-11-18T04:56:02.000Z"),
    ("Asia/Kathmandu", "2026-01-01", "2025-12-31T18:15:00.000Z"),
    // No midnight: clocks jump from 00:00 to 01:00.
    ("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00.000Z"),
    ("Asia/Beirut", "2022-03-27", "2022-03-26T22:00:00.000Z"),
    ("Africa/Cairo", "2024-04-26", "2024-04-25T22:00:00.000Z"),
    // Clocks go back when it would be midnight, so it comes an hour later, once.
    ("Africa/Cairo", "2024-11-01", "2024-10-31T22:00:00.000Z"),
    ("Asia/Beirut", "2022-10-30", "2022-10-29T22:00:00.000Z"),
    // Clocks go back at one minute past midnight, so midnight comes twice.
    ("America/St_Johns", "2006-10-29", "2006-10-29T02:30:00.000Z"),
    // Clocks jump from 00:01 to 01:01.
    ("America/St_Johns", "2006-04-02", "2006-04-02T03:30:00.000Z"),
    // The whole day is skipped.
    ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00.000Z"),
    ("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00.000Z"),
    ("Pacific/Kwajalein", "1993-08-21", "1993-08-21T12:00:00.000Z"),
    ("Pacific/Kwajalein", "1993-08-22", "1993-08-21T12:00:00.000Z"),
    ("Europe/Berlin", "9999-12-31", "9999-12-30T23:00:00.000Z"),
  ])
  func `a day starts at its first instant`(name: String, day: String, expected: String) throws {
    let zone = try Zone(named: name)
    guard case .day(let date) = try PeriodBound(day) else { throw PeriodError.notBound(text: day) }
    #expect(zone.startOfDay(date).description == expected)
  }

  @Test(arguments: [
    ("Africa/Cairo", []), ("America/Asuncion", []), ("America/Havana", []),
    ("America/Sao_Paulo", []), ("America/Santiago", []), ("America/Scoresbysund", []),
    ("America/St_Johns", []), ("Asia/Amman", []), ("Asia/Beirut", []), ("Asia/Tehran", []),
    ("Australia/Lord_Howe", []), ("Pacific/Apia", ["2011-12-30"]),
  ])
  func `days from 2000 to 2040 follow each other and begin on themselves`(
    name: String,
    skipped: [String]
  ) throws {
    let zone = try Zone(named: name)
    var found: [String] = []
    var failures: [String] = []
    let first = CivilDate(year: 2000, month: 1, day: 1).daysSinceEpoch
    var start = zone.startOfDay(CivilDate(daysSinceEpoch: first))
    for number in first..<CivilDate(year: 2041, month: 1, day: 1).daysSinceEpoch {
      let date = CivilDate(daysSinceEpoch: number)
      let next = zone.startOfDay(CivilDate(daysSinceEpoch: number + 1))
      if start == next {
        found.append(date.description)
      } else if zone.day(at: start) != date || next < start {
        failures.append(date.description)
      }
      let before = zone.day(at: Instant(milliseconds: start.milliseconds - 1))
      if before >= date { failures.append("before \(date)") }
      start = next
    }
    #expect(found == skipped)
    #expect(failures == [])
  }

  @Test func `a local time has no instant in a gap and two where clocks go back`() throws {
    let zone = try Zone(named: "America/New_York")
    func instants(_ text: String) throws -> [String] {
      let local = try instant(text).milliseconds
      return zone.instants(atLocal: local).map(\.description)
    }
    #expect(try instants("2026-03-08T01:59:59.999") == ["2026-03-08T06:59:59.999Z"])
    #expect(try instants("2026-03-08T02:00") == [])
    #expect(try instants("2026-03-08T02:59:59.999") == [])
    #expect(try instants("2026-03-08T03:00") == ["2026-03-08T07:00:00.000Z"])
    #expect(
      try instants("2026-11-01T01:00") == ["2026-11-01T05:00:00.000Z", "2026-11-01T06:00:00.000Z"]
    )
    #expect(try instants("2026-11-01T02:00") == ["2026-11-01T07:00:00.000Z"])
  }
}

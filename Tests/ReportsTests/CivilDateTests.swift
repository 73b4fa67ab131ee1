import Reports
import Support
import Testing

struct CivilDateTests {
  @Test func `days round trip and follow each other`() {
    var generator = SplitMix64(seed: 1)
    for _ in 0..<20_000 {
      let days = Int64.random(in: -1_000_000...4_000_000, using: &generator)
      let date = CivilDate(daysSinceEpoch: days)
      #expect(date.daysSinceEpoch == days)
      let next = CivilDate(daysSinceEpoch: days + 1)
      #expect(date < next)
      #expect(next.day == date.day + 1 || (next.day == 1 && date.day >= 28))
      #expect(next.weekday == date.weekday % 7 + 1)
      let isSameWeek = date.week == next.week
      #expect(isSameWeek == (date.weekday != 7))
      #expect((1...53).contains(date.week.number))
    }
  }

  @Test(arguments: [
    // ISO 8601 weeks around New Year, from the standard's own examples and the calendar.
    (CivilDate(year: 2005, month: 1, day: 1), 6, 2004, 53),
    (CivilDate(year: 2005, month: 1, day: 3), 1, 2005, 1),
    (CivilDate(year: 2008, month: 12, day: 29), 1, 2009, 1),
    (CivilDate(year: 2009, month: 12, day: 31), 4, 2009, 53),
    (CivilDate(year: 2010, month: 1, day: 3), 7, 2009, 53),
    (CivilDate(year: 2026, month: 3, day: 1), 7, 2026, 9),
    (CivilDate(year: 2000, month: 2, day: 29), 2, 2000, 9),
    (CivilDate(year: 1970, month: 1, day: 1), 4, 1970, 1),
  ])
  func `known days have their ISO week`(date: CivilDate, weekday: Int, year: Int, week: Int) {
    #expect(date.weekday == weekday)
    #expect(date.week == (year, week))
  }

  @Test(arguments: [
    (CivilDate(year: 1970, month: 1, day: 1), 0, "1970-01-01"),
    (CivilDate(year: 2000, month: 3, day: 1), 11_017, "2000-03-01"),
    (CivilDate(year: 1900, month: 2, day: 28), -25_509, "1900-02-28"),
    (CivilDate(year: 1900, month: 3, day: 1), -25_508, "1900-03-01"),
    (CivilDate(year: 1, month: 1, day: 1), -719_162, "0001-01-01"),
    (CivilDate(year: 9999, month: 12, day: 31), 2_932_896, "9999-12-31"),
  ])
  func `known days have their number and name`(date: CivilDate, days: Int64, text: String) {
    #expect(date.daysSinceEpoch == days)
    #expect(CivilDate(daysSinceEpoch: days) == date)
    #expect(date.description == text)
  }
}

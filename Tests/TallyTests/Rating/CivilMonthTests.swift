import Reports
import Testing

@testable import Tally

struct CivilMonthTests {
  @Test(arguments: ["2026-10", "0001-01", "9999-12"])
  func `a month is shown as it is read`(text: String) throws {
    #expect(try #require(CivilMonth(text)).description == text)
  }

  @Test(arguments: [
    "2026-13", "2026-00", "0000-01", "2026-1", "2026/10", "2026-10-01", "x026-10", "",
  ])
  func `what is no month is refused`(text: String) {
    #expect(CivilMonth(text) == nil)
  }

  @Test(arguments: [
    ("2026-09-30T23:59:59.999Z", "2026-09"), ("2026-10-01T00:00:00.000Z", "2026-10"),
    ("2028-02-29T12:00:00.000Z", "2028-02"), ("1969-12-31T23:59:59.999Z", "1969-12"),
  ])
  func `an instant lies in a month of UTC`(instant: String, month: String) throws {
    #expect(CivilMonth(of: try InstantText.parse(instant)).description == month)
  }

  @Test func `months are in the order of time`() throws {
    let texts = ["1999-12", "2000-01", "2000-02", "2026-10"]
    let months = texts.compactMap { CivilMonth($0) }
    #expect(months.shuffled().sorted().map(\.description) == texts)
  }
}

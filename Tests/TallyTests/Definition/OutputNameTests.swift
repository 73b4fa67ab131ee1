import Reports
import Testing

@testable import Tally

@Suite struct OutputNameTests {
  private func period(_ from: String?, _ to: String?) throws -> Period {
    try PeriodRequest(month: nil, from: from, to: to)
      .period(in: Zone(named: "America/New_York"), now: Instant(milliseconds: 0))
  }

  @Test(arguments: [
    ("x.csv", "x.csv"),
    ("out/{title}-{month}.xlsx", "out/Q3- a-b-2026-09.xlsx"),
    ("{from}_{to}.csv", "2026-09-01_2026-10-01.csv"),
    ("{day}{day}.json", "2026-09-012026-09-01.json"),
    ("}{day}}", "}2026-09-01}"),
  ])
  func `placeholders are filled in with local dates`(template: String, expected: String) throws {
    let period = try period("2026-09", "2026-10")
    #expect(
      try OutputName.path(template, title: "Q3: a/b", period: period) == expected
    )
  }

  @Test func `a date that the period does not have is refused`() throws {
    let noEnd = try period("2026-09", nil)
    let noBeginning = try period(nil, "2026-10")
    #expect(throws: OutputNameError.unbounded(placeholder: "to", template: "{to}.csv")) {
      try OutputName.path("{to}.csv", title: "", period: noEnd)
    }
    let error = #expect(throws: OutputNameError.self) {
      try OutputName.path("{month}.csv", title: "", period: noBeginning)
    }
    #expect(
      error?.description == "{month} in '{month}.csv' cannot be filled in: the period has no "
        + "beginning; choose one with --month, or --from and --to"
    )
    #expect(throws: OutputNameError.unknownPlaceholder(name: "Day", template: "{Day}")) {
      try OutputName.path("{Day}", title: "", period: noEnd)
    }
  }
}

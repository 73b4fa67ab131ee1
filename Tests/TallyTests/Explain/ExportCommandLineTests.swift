import Reports
import Testing

@testable import Tally

struct ExportCommandLineTests {
  private static let id = Identifier(high: 1, low: 2)

  private func line(
    _ dimensions: [Dimension],
    _ values: [Value],
    change: (inout ReportRequest) -> Void = { _ in }
  ) -> ExportCommandLine.Line {
    var request = ReportRequest(
      title: "",
      groupings: [ReportRequest.Grouping(dimensions: dimensions)],
      period: Period(from: nil, to: nil, zone: .utc)
    )
    change(&request)
    var directory = Directory()
    directory.phones = ["", "+44", "+442071838750", "+442071838751", "+1"]
    return ExportCommandLine(request: request, storePath: nil, directory: directory)
      .line(dimensions: dimensions, values: values)
  }

  @Test(
    arguments: [
      (.user, [.text("\(id)"), .text("Ana")], "--user \(id)"),
      (.rule, [.null, .text("(none)")], "--rule '(none)'"),
      (.country, [.text("44")], "--country 44"),
      (.hour, [.integer(0)], "--hour 0"), (.weekday, [.integer(7)], "--weekday 7"),
      (.position, [.integer(3)], "--position 3"), (.round, [.integer(2)], "--round 2"),
      (.number, [.text("+442071838750")], "--number +442071838750"),
      (.number, [.null], "--number '(none)'"),
      // A prefix of others: they are taken out again.
      (
        .number, [.text("+44")],
        "--number +44 --not-number +442071838750 --not-number +442071838751"
      ),
      (.month, [.text("2026-12")], "--from 2026-12-01T00:00:00.000Z --to 2027-01-01T00:00:00.000Z"),
      (
        .week, [.text("2026-W53")],
        "--from 2026-12-28T00:00:00.000Z --to 2027-01-04T00:00:00.000Z"
      ),
      (
        .day, [.text("2028-02-29")], "--from 2028-02-29T00:00:00.000Z --to 2028-03-01T00:00:00.000Z"
      ),
      (.day, [.null], "--hour '(none)'"),
    ] as [(Dimension, [Value], String)]
  )
  func `a row's command selects what its values say`(
    dimension: Dimension,
    values: [Value],
    words: String
  ) {
    #expect(line([dimension], values).command == "calltally export \(words)")
  }

  @Test func `a row narrows the report's own period and filters`() {
    let values: [Value] = [.text("2026-03-01"), .null, .text("(none)"), .integer(9)]
    let line = line([.day, .user, .hour], values) { request in
      request.period = Period(
        from: Instant(milliseconds: 1_772_323_200_001),
        to: Instant(milliseconds: 1_772_400_000_000),
        zone: .utc
      )
      request.filters = [
        AttemptFilter(.user, "Ana", isNegated: true), AttemptFilter(.status, "Busy"),
        AttemptFilter(.hour, "8"), AttemptFilter(.hour, "9"),
      ]
      request.costBasis = .rated
      request.rateCard = .named("card", version: 2)
      request.inboundAllocation = .even
    }
    #expect(line.name == "day=2026-03-01, user=(none), hour=9")
    #expect(
      line.command == "calltally export --from 2026-03-01T00:00:00.001Z "
        + "--to 2026-03-01T21:20:00.000Z --status Busy --user '(none)' --hour 9 --cost rated "
        + "--card card@2 --allocate-inbound even"
    )
  }
}

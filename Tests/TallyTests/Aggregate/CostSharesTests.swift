import Reports
import Testing

@testable import Tally

/// ``SmallStore`` with what the carrier charged for two of its attempts.
struct CostSharesTests {
  private static var source: MemorySource {
    var source = SmallStore.source
    // Bo's first attempt, which OneUptime has at 2 cents, and Ana's answered one.
    source.carrier.set(2_500_000, of: 3)
    source.carrier.set(1_250_000, of: 5)
    return source
  }

  private static let metrics: [Metric] = [
    .cost, .costedAttempts, .carrierCost, .carrierCostedAttempts, .recordedCost,
    .recordedCostedAttempts, .ratedCost, .ratedCostedAttempts,
  ]

  private static func lines(_ basis: CostBasis) throws -> [String] {
    let grouping = ReportRequest.Grouping(dimensions: [.user], metrics: metrics)
    let table = try SmallStore.report(grouping, from: source, costBasis: basis).tables[0]
    // Names without their ids.
    return (table.lines + [table.line(table.totals ?? [])]).map { line in
      line.split(separator: "|").dropFirst().joined(separator: "|")
    }
  }

  @Test func `a carrier's price goes before what was recorded`() throws {
    #expect(
      try Self.lines(.effective) == [
        "Ana|0.0125|4|0.0125|1|∅|3|∅|0", "Bo|0.035|2|0.025|1|0.03|2|∅|0",
        "(none)|0.00|1|∅|0|0.00|1|∅|0", "∅|0.0475|7|0.0375|2|0.03|6|∅|0",
      ]
    )
  }

  @Test func `a chosen source is alone in the cost, and the others stay to be compared`() throws {
    #expect(
      try Self.lines(.carrier) == [
        "Ana|0.0125|1|0.0125|1|∅|3|∅|0", "Bo|0.025|1|0.025|1|0.03|2|∅|0",
        "(none)|0.00|0|∅|0|0.00|1|∅|0", "∅|0.0375|2|0.0375|2|0.03|6|∅|0",
      ]
    )
    #expect(
      try Self.lines(.recorded) == [
        "Ana|∅|3|0.0125|1|∅|3|∅|0", "Bo|0.03|2|0.025|1|0.03|2|∅|0",
        "(none)|0.00|1|∅|0|0.00|1|∅|0", "∅|0.03|6|0.0375|2|0.03|6|∅|0",
      ]
    )
  }

  @Test func `shares are told where there is more than what was recorded`() throws {
    let grouping = ReportRequest.Grouping(dimensions: [.user], metrics: [.cost])
    let shares = try SmallStore.report(grouping, from: Self.source).costShares
    #expect(
      shares.map { "\($0.source) \($0.attempts) \($0.dollars.text(decimals: 2...8))" }
        == ["carrier 2 0.0375", "recorded 5 0.01"]
    )
    let carrier = try SmallStore.report(grouping, from: Self.source, costBasis: .carrier).costShares
    #expect(carrier.map { "\($0.source) \($0.attempts)" } == ["carrier 2"])
    #expect(try SmallStore.report(grouping).costShares == [])
    let counts = ReportRequest.Grouping(dimensions: [.user], metrics: [.attempts])
    #expect(try SmallStore.report(counts, from: Self.source).costShares == [])
  }

  @Test func `a table that tells no sources does not hide them from the totals`() throws {
    let report = try ReportBuilder(source: Self.source).report(
      for: ReportRequest(
        title: "",
        groupings: [
          ReportRequest.Grouping(dimensions: [.user], metrics: [.attempts]),
          ReportRequest.Grouping(dimensions: [.day], metrics: [.carrierCost], top: 1),
        ],
        period: Period(from: nil, to: nil, zone: .utc)
      )
    )
    let table = report.tables[1]
    #expect(table.lines == ["2026-03-01|0.0375"])
    #expect(table.line(table.totals ?? []) == "∅|0.0375")
  }

  @Test func `a sum of carrier costs beyond 64 bits is told`() throws {
    var source = Self.source
    source.carrier.set(.max, of: 3)
    let error = #expect(throws: ReportError.self) {
      try SmallStore.table(by: [], [.carrierCost], from: source)
    }
    #expect(error.map { "\($0)".contains("carrier_cost_usd") } ?? false)
  }
}

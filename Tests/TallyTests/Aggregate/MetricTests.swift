import Reports
import Testing

@testable import Tally

struct MetricTests {
  /// Worked out by hand for Ana, Bo, nobody and all of `SmallStore`.
  private static let expected: [(metric: Metric, values: [String])] = [
    (.attempts, ["4", "2", "1", "7"]),
    (.calls, ["4", "2", "1", "4"]),
    (.openAttempts, ["1", "0", "0", "1"]),
    (.staleAttempts, ["1", "0", "0", "1"]),
    (.answeredAttempts, ["1", "2", "0", "3"]),
    (.unansweredAttempts, ["1", "0", "1", "2"]),
    (.attemptAnswerRate, ["0.500000", "1.000000", "0.000000", "0.600000"]),
    (.answeredCalls, ["1", "2", "0", "3"]),
    // Ana's attempt in call 4 is only ringing; call 3 is stale and counts.
    (.callAnswerRate, ["0.333333", "1.000000", "0.000000", "0.750000"]),
    (.dialSecondsTotal, ["11", "130", "0", "141"]),
    (.dialSecondsAverage, ["11.0000", "65.0000", "∅", "47.0000"]),
    (.dialSecondsMinimum, ["11", "30", "∅", "11"]),
    (.dialSecondsMaximum, ["11", "100", "∅", "100"]),
    (.dialSecondsP50, ["11", "65", "∅", "30"]),
    (.dialSecondsP90, ["11", "93", "∅", "86"]),
    (.dialSecondsP95, ["11", "96.5", "∅", "93"]),
    (.dialSecondsP99, ["11", "99.3", "∅", "98.6"]),
    (.ringSecondsAverage, ["15.0000", "13.5000", "31.0000", "17.6000"]),
    (.ringSecondsP50, ["15", "13.5", "31", "15"]),
    (.ringSecondsP95, ["19.5", "14.85", "31", "28.8"]),
    // Ana talked and none of it has a cost.
    (.cost, ["∅", "0.03", "0.00", "0.03"]),
    (.answeredCost, ["∅", "0.03", "0.00", "0.03"]),
    (.unansweredCost, ["0.00", "0.00", "0.00", "0.00"]),
    (.costedAttempts, ["3", "2", "1", "6"]),
    (.recordedCost, ["∅", "0.03", "0.00", "0.03"]),
    (.carrierCost, ["∅", "∅", "∅", "∅"]),
    (.ratedCost, ["∅", "∅", "∅", "∅"]),
    (.recordedCostedAttempts, ["3", "2", "1", "6"]),
    (.carrierCostedAttempts, ["0", "0", "0", "0"]),
    (.ratedCostedAttempts, ["0", "0", "0", "0"]),
    (.costPerAttempt, ["∅", "0.015000", "0.000000", "0.004286"]),
    (.costPerAnsweredAttempt, ["∅", "0.015000", "∅", "0.010000"]),
    (.costPerAnsweredCall, ["∅", "0.015000", "∅", "0.010000"]),
    (.costPerDialMinute, ["∅", "0.013846", "∅", "0.012766"]),
  ]

  @Test func `every metric is what the definitions make of a small store`() throws {
    #expect(Self.expected.map(\.metric) == Metric.allCases.filter { !$0.countsLoggedCalls })
    for (metric, values) in Self.expected {
      let table = try SmallStore.table(by: [.user], [metric])
      let totals = table.line(table.totals ?? [])
      let lines = [
        "\(SmallStore.ana)|Ana|\(values[0])", "\(SmallStore.bo)|Bo|\(values[1])",
        "∅|(none)|\(values[2])",
      ]
      #expect(table.lines == lines, "\(metric.rawValue)")
      #expect(totals == "∅|∅|\(values[3])", "\(metric.rawValue)")
    }
  }

  @Test func `nothing at all gives counts of zero and no rates`() throws {
    let metrics = Metric.allCases.filter { !$0.countsLoggedCalls }
    let table = try SmallStore.table(by: [], metrics, from: MemorySource())
    let line = """
      0|0|0|0|0|0|∅|0|∅|0|∅|∅|∅|∅|∅|∅|∅|∅|∅|∅|0.00|0.00|0.00|0|0.00|0.00|0.00|0|0|0|∅|∅|∅|∅
      """
    #expect(table.lines == [line])
    #expect(table.line(table.totals ?? []) == line)
    #expect(try SmallStore.table(by: [.user], metrics, from: MemorySource()).rows == [])
  }

  @Test func `answered attempts without any duration give no total`() throws {
    var source = SmallStore.source
    for index in source.records.indices { source.records[index].dialSeconds = nil }
    let table = try SmallStore.table(by: [], [.dialSecondsTotal, .cost], from: source)
    #expect(table.lines == ["∅|0.03"])
  }

  @Test func `names are read back, with the words all and default`() throws {
    #expect(try Metric.list(["cost_usd", "calls"], by: [], filters: []) == [.cost, .calls])
    #expect(try Metric.list(["default"], by: [.user], filters: []) == Metric.defaultSet)
    #expect(try Metric.list(["all"], by: [.user], filters: []).count == Metric.allCases.count - 2)
    #expect(try Metric.list(["all"], by: [.policy, .day], filters: []) == Metric.allCases)
    #expect(throws: ReportError.repeatedMetric("calls")) {
      try Metric.list(["calls", "calls"], by: [], filters: [])
    }
    let error = #expect(throws: ReportError.self) {
      try Metric.list(["cost_used"], by: [], filters: [])
    }
    #expect(error?.description == "'cost_used' is not a metric; did you mean 'cost_usd'?")
  }

  @Test func `definitions are one sentence each`() {
    let columns = Metric.allCases.map(\.column) + Dimension.allCases.flatMap(\.columns)
    for column in columns {
      #expect(column.definition.hasSuffix("."), "\(column.name)")
      #expect(!column.definition.contains("  "), "\(column.name)")
    }
    #expect(Set(Metric.allCases.map(\.title)).count == Metric.allCases.count)
  }
}

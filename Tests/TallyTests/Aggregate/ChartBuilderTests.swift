import Reports
import Testing

@testable import Tally

struct ChartBuilderTests {
  private func charts(
    _ metrics: [Metric] = Metric.defaultSet,
    by dimensions: [Dimension] = [.day, .user],
    from source: MemorySource = SmallStore.source,
    period: Period = Period(from: nil, to: nil, zone: .utc)
  ) throws -> [String] {
    try SmallStore.report(
      .init(dimensions: dimensions, metrics: metrics),
      from: source,
      period: period
    ).charts.map { chart in
      let values = chart.values.map { value in
        Table(name: "", by: [], columns: [chart.column]).line([value])
      }
      let points = zip(chart.categories, values).map { "\($0) \($1)" }
      return "\(chart.title): " + points.joined(separator: ", ")
    }
  }

  @Test func `costs are drawn by day and by the first dimension that is not time`() throws {
    #expect(
      try charts() == [
        "Cost (USD) by day: 2026-03-01 0.03",
        "Cost (USD) by user: Bo 0.03, (none) 0.00",
      ]
    )
  }

  @Test func `members of the same name are told apart by their ids`() throws {
    var source = SmallStore.source
    for index in source.names.users.indices where source.names.users[index]?.name != nil {
      source.names.users[index]?.name = "Ana"
    }
    let bars = try charts([.attempts], by: [.user], from: source)[1]
    let labels = bars.split(separator: ": ")[1].split(separator: ", ").map { $0.dropLast(2) }
    #expect(labels == ["Ana (00000000)", "Ana (00000000)", "(none)"])
  }

  @Test func `attempts are drawn where no cost is known or none is shown`() throws {
    var source = SmallStore.source
    for index in source.records.indices { source.records[index].costMicrocents = 0 }
    let expected = [
      "Attempts by day: 2026-03-01 7", "Attempts by user: Ana 4, Bo 2, (none) 1",
    ]
    #expect(try charts(from: source) == expected)
    #expect(try charts([.attempts]) == expected)
    #expect(try charts([.answeredCalls], by: [.hour]) == ["Attempts by day: 2026-03-01 7"])
  }

  @Test func `days without attempts are drawn, over the whole period where it has ends`() throws {
    var source = SmallStore.source
    source.records[0].startedAt = SmallStore.midnight + 2 * 86_400_000
    #expect(
      try charts([.attempts], by: [.day], from: source) == [
        "Attempts by day: 2026-03-01 6, 2026-03-02 0, 2026-03-03 1"
      ]
    )
    let period = Period(
      from: Instant(milliseconds: SmallStore.midnight - 86_400_000),
      to: Instant(milliseconds: SmallStore.midnight + 86_400_000),
      zone: .utc
    )
    #expect(
      try charts([.attempts], by: [.day], from: source, period: period) == [
        "Attempts by day: 2026-02-28 0, 2026-03-01 6"
      ]
    )
  }

  @Test func `more than a year is drawn by month`() throws {
    var source = SmallStore.source
    source.records[0].startedAt = SmallStore.midnight - 366 * 86_400_000
    let months = ["2025-03", "2025-04", "2025-05", "2025-06", "2025-07", "2025-08", "2025-09"]
      .map { "\($0) 0" }
    let chart = try #require(try charts([.attempts], by: [.day], from: source).first)
    #expect(chart.hasPrefix("Attempts by month: 2025-02 1, " + months.joined(separator: ", ")))
    #expect(chart.hasSuffix("2026-02 0, 2026-03 6"))
  }

  @Test func `of many members the first twelve are drawn`() throws {
    var source = SmallStore.source
    source.records = (1...20).flatMap { number in
      (0..<number).map { _ in AttemptRecord(status: Int32(number), startedAt: 0) }
    }
    source.names.statuses = (0...20).map { "S\($0)" }
    let bars = (9...20).reversed().map { "S\($0) \($0)" }.joined(separator: ", ")
    #expect(
      try charts([.attempts], by: [.status], from: source).last
        == "Attempts by status (first 12): " + bars
    )
  }

  @Test func `no attempts draw nothing`() throws {
    #expect(try charts(from: MemorySource()) == [])
  }
}

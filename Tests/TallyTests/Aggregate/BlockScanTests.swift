import Reports
import Support
import Testing

@testable import Tally

struct BlockScanTests {
  /// Hands the attempts of a source over as blocks, one for each of its segments.
  private struct Blocked: AttemptSource {
    let source: MemorySource

    func directory() -> Directory { source.directory() }
    func rateCard(_ choice: RateCardChoice) -> (card: RateCard?, warning: String?) {
      source.rateCard(choice)
    }
    func carrierCosts() -> CarrierCosts { source.carrierCosts() }
    func asOf() -> Instant? { source.asOf() }
    func loggedCalls() -> CallColumns { source.loggedCalls() }
    func callNumber(of identifier: Identifier) -> Int32? { source.callNumber(of: identifier) }
    func forEachSegment(
      withIdentifiers: Bool,
      _ body: (AttemptSegment) throws -> Void
    ) throws {
      try source.forEachSegment(withIdentifiers: withIdentifiers, body)
    }

    func blocks(withPolicies: Bool) throws -> AttemptBlocks? {
      let updatedAt = source.newestUpdate?.milliseconds ?? AttemptSegment.unknownTime
      var blocks: [AttemptBlock] = []
      try source.forEachSegment { segment in
        blocks.append(AttemptBlock(segment, updatedAt: updatedAt, lastNumber: 0))
      }
      if blocks.isEmpty {
        blocks.append(AttemptBlock(AttemptSegment(), updatedAt: updatedAt, lastNumber: 0))
      }
      return AttemptBlocks(headers: blocks.map(\.header)) { [blocks] in
        { index, _ in blocks[index] }
      }
    }
  }

  /// Calls far enough apart that blocks know which are theirs alone.
  @Test(arguments: 0..<60)
  func `blocks give the report that rows give`(_ seed: Int) throws {
    var random = RandomStore(seed: UInt64(1000 + seed))
    for _ in 0..<5 {
      var source = random.source()
      let isOrdered = random.chance(70)
      if isOrdered { source.records.sort { $0.call < $1.call } }
      for index in source.records.indices { source.records[index].call *= 300 }
      let request = try Self.request(&random, source)
      let expected = try ReportBuilder(source: source).report(for: request)
      let report = try ReportBuilder(source: Blocked(source: source)).report(for: request)
      #expect(String(describing: report) == String(describing: expected))
      let facts = try (CallFacts(source: source), CallFacts(source: Blocked(source: source)))
      #expect(facts.1.position == facts.0.position)
      #expect(facts.1.round == facts.0.round)
    }
  }

  static func request(
    _ random: inout RandomStore,
    _ source: MemorySource
  ) throws -> ReportRequest {
    let dimensions = (0..<random.number(5)).reduce(into: [Dimension]()) { chosen, _ in
      let dimension = random.element(Dimension.allCases)
      if !chosen.contains(dimension) { chosen.append(dimension) }
    }
    let from = random.chance(50) ? nil : Int64(1_772_316_000_000) + random.number(100_000_000)
    let to = random.chance(50) ? nil : Int64(1_772_416_000_001) + random.number(100_000_000)
    var filters = [1, 2].map {
      AttemptFilter(.project, source.names.projects[$0]?.id.description ?? "")
    }
    if random.chance(20) { filters.append(AttemptFilter(.outcome, "no_answer", isNegated: true)) }
    if random.chance(20) { filters.append(AttemptFilter(.status, "Ringing")) }
    return ReportRequest(
      title: "",
      groupings: [
        .init(
          dimensions: dimensions,
          metrics: Metric.allCases.filter { !$0.countsLoggedCalls },
          top: random.chance(70) || dimensions.isEmpty ? nil : 2
        )
      ],
      period: Period(
        from: from.map(Instant.init(milliseconds:)),
        to: to.map(Instant.init(milliseconds:)),
        zone: Zone(name: "Somewhere", offsetSeconds: random.element([0, 19_800, -34_261]))
      ),
      filters: filters
    )
  }
}

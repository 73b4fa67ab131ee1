import Reports
import Support
import Testing

@testable import Tally

struct ReportBuilderTests {
  private static let metrics = Metric.allCases.filter { !$0.countsLoggedCalls }

  @Test(arguments: 0..<150)
  func `reports equal those of the plain reading of the definitions`(_ seed: Int) throws {
    var random = RandomStore(seed: UInt64(seed))
    for _ in 0..<6 {
      let source = random.source()
      let offset = random.element([0, -18_000, 19_800, 20_700, 37_800, -34_261])
      let dimensions = (0..<random.number(5)).reduce(into: [Dimension]()) { chosen, _ in
        let dimension = random.element(Dimension.allCases)
        if !chosen.contains(dimension) { chosen.append(dimension) }
      }
      let basis = random.chance(80) ? CostBasis.effective : random.element(CostBasis.allCases)
      let top = random.chance(70) || dimensions.isEmpty ? nil : Int(random.number(4)) + 1
      let from = random.chance(50) ? nil : Int64(1_772_316_000_000) + random.number(100_000_000)
      let to = random.chance(50) ? nil : Int64(1_772_416_000_001) + random.number(100_000_000)
      let status = random.chance(80) ? nil : random.element(["Ringing", "NoAnswer", "Voicemail"])
      let outcome = random.chance(80) ? nil : random.element(Outcome.allCases)
      let excluded = random.chance(80) ? nil : random.element(["+14", "+442", "(none)"])
      var filters = [AttemptFilter(.project, "(none)", isNegated: true)]
      filters += [1, 2].map {
        AttemptFilter(.project, source.names.projects[$0]?.id.description ?? "")
      }
      if let status { filters.append(AttemptFilter(.status, status.lowercased())) }
      if let outcome { filters.append(AttemptFilter(.outcome, outcome.name)) }
      if let excluded { filters.append(AttemptFilter(.number, excluded, isNegated: true)) }
      let report = try ReportBuilder(source: source).report(
        for: ReportRequest(
          title: "",
          groupings: [.init(dimensions: dimensions, metrics: Self.metrics, top: top)],
          period: Period(
            from: from.map(Instant.init(milliseconds:)),
            to: to.map(Instant.init(milliseconds:)),
            zone: Zone(name: "Somewhere", offsetSeconds: offset),
            localText: ""
          ),
          filters: filters,
          costBasis: basis
        )
      )
      let naive = NaiveReport(source: source, offsetSeconds: offset, basis: basis)
      let isSelected = { (attempt: NaiveReport.Attempt) -> Bool in
        let phone = source.names.phones[Int(attempt.record.phone)]
        let isExcluded = excluded == "(none)" ? phone.isEmpty : phone.hasPrefix(excluded ?? "?")
        let isInside = attempt.at.map { $0 >= from ?? .min && $0 < to ?? .max }
        return isInside ?? (from == nil && to == nil) && !isExcluded
          && (status == nil || naive.status(attempt.record) == status)
          && (outcome == nil || attempt.outcome == outcome?.name)
      }
      let expected = naive.table(
        by: dimensions,
        metrics: Self.metrics,
        top: top,
        where: isSelected
      )
      #expect(report.tables[0].rows == expected.rows)
      #expect(report.tables[0].totals == expected.totals)
      #expect(report.quality.map(\.count) == naive.quality(where: isSelected))
    }
  }
}

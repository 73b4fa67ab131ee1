internal import Reports

/// What rate cards mean for the attempts of a store: what they lack, and what another would change.
package struct RateReview {
  let store: Store
  let period: Period
  private let filters: [AttemptFilter]
  let directory: Directory
  private let rules: AttemptRules
  private let selection: Selection

  package init(of store: Store, period: Period, filters: [AttemptFilter]) throws {
    self.store = store
    self.period = period
    self.filters = filters
    directory = try store.directory()
    rules = AttemptRules(directory: directory, asOf: try store.asOf(), costBasis: .rated)
    selection = try Selection(
      filters: filters,
      period: period,
      directory: directory,
      source: store
    )
  }

  /// Hands over each selected attempt: its segment, its row in it, and when it counts.
  func forEachAttempt(
    _ body: (borrowing AttemptSegment, Int, Int64) throws -> Void
  ) throws {
    try store.forEachSegment { segment in
      var rows: [(Int, Int64)] = []
      selection.forEachRow(in: segment, rules: rules) { row, milliseconds, _ in
        rows.append((row, milliseconds))
      }
      for (row, milliseconds) in rows { try body(segment, row, milliseconds) }
    }
  }

  func report(_ title: String, _ card: String, _ table: Table) throws -> Report {
    Report(
      title: title,
      by: [],
      filters: filters.asReportFilters,
      cost: CostBasis.rated.rawValue,
      rateCard: card,
      period: period.forReport,
      asOf: try store.asOf(),
      tables: [table],
      warnings: selection.warnings
    )
  }

  static func dollars(_ microcents: Int64) -> Value {
    .decimal(FixedDecimal(unscaled: microcents, scale: 8))
  }
}

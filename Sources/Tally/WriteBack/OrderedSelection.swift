internal import SQLite

/// The attempts of a period and one project, in the order of time, then creation, then id.
struct OrderedSelection {
  let rules: AttemptRules
  private let store: Store
  private let period: Period
  private let selection: Selection

  /// Throws ``ReportError/severalProjects(_:)`` where no project is chosen and there are several.
  init(period: Period, filters: [AttemptFilter], in store: Store) throws {
    let directory = try store.directory()
    let request = ReportRequest(
      title: "",
      groupings: [ReportRequest.Grouping(dimensions: [])],
      period: period,
      filters: filters
    )
    self.store = store
    self.period = period
    rules = AttemptRules(
      directory: directory,
      asOf: try store.asOf(),
      costBasis: .effective,
      sources: CostSources(carrier: try store.carrierCosts())
    )
    selection = try Selection(
      filters: filters,
      period: period,
      directory: directory,
      source: store
    )
    var isPresent = [Bool](repeating: false, count: directory.projects.count)
    try visit { row, _, reader in isPresent[Int(reader.segment.project[row])] = true }
    try ProjectChoice(directory: directory, selection: selection)
      .check(request, isPresent: isPresent)
  }

  /// Hands over each attempt as a row of the reader's segment.
  func visit(
    _ body: (_ row: Int, _ outcome: Outcome, _ reader: borrowing ListedAttemptReader) throws -> Void
  ) throws {
    let numbers = try AttemptOrder(store: store, period: period).numbers
    var reader = try store.listedAttempts()
    for start in stride(from: 0, to: numbers.count, by: Self.batchCount) {
      let batch = numbers[start..<min(start + Self.batchCount, numbers.count)]
      try reader.read(batch.sorted())
      var outcomes = [Outcome?](repeating: nil, count: reader.segment.count)
      selection.forEachRow(in: reader.segment, rules: rules) { row, _, outcome in
        outcomes[row] = outcome
      }
      let rows = Dictionary(
        uniqueKeysWithValues: zip(reader.segment.attempt, reader.segment.attempt.indices)
      )
      for number in batch {
        guard let row = rows[number], let outcome = outcomes[row] else { continue }
        try body(row, outcome, reader)
      }
    }
  }

  private static let batchCount = 4096
}

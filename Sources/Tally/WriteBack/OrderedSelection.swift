internal import SQLite

/// The attempts of a period and one project, in the order of time, then creation, then id.
struct OrderedSelection {
  let rules: AttemptRules
  private let store: Store
  private let period: Period
  private let selection: Selection

  /// Attempts are rated by the card, where there is one.
  ///
  /// Throws ``ReportError/severalProjects(_:)`` where no project is chosen and there are several.
  init(
    period: Period,
    filters: [AttemptFilter],
    card: RateCard? = nil,
    in store: Store
  ) throws {
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
      sources: CostSources(
        carrier: try store.carrierCosts(),
        rating: card.map { Rating(card: $0, phones: directory.phones) }
      )
    )
    selection = try Selection(
      filters: filters,
      period: period,
      directory: directory,
      source: store
    )
    var isPresent = [Bool](repeating: false, count: directory.projects.count)
    try store.forEachSegment { segment in
      selection.forEachRow(in: segment, rules: rules) { row, _, _ in
        isPresent[Int(segment.project[row])] = true
      }
    }
    try ProjectChoice(directory: directory, selection: selection)
      .check(request, isPresent: isPresent)
  }

  /// Hands over each attempt as a row of columns.
  func visit(
    _ body: (_ row: Int, _ outcome: Outcome, _ columns: ListedColumns) throws -> Void
  ) throws {
    let numbers = try orderedNumbers()
    var reader = try store.listedAttempts(atATime: Self.batchCount)
    for start in stride(from: 0, to: numbers.count, by: Self.batchCount) {
      let batch = numbers[start..<min(start + Self.batchCount, numbers.count)]
      try reader.read(batch.sorted())
      let segment = reader.columns.segment
      var outcomes = [Outcome?](repeating: nil, count: segment.count)
      selection.forEachRow(in: segment, rules: rules) { row, _, outcome in
        outcomes[row] = outcome
      }
      let rows = Dictionary(
        uniqueKeysWithValues: zip(segment.attempt, segment.attempt.indices)
      )
      for number in batch {
        guard let row = rows[number], let outcome = outcomes[row] else { continue }
        try body(row, outcome, reader.columns)
      }
    }
  }

  private func orderedNumbers() throws -> [Int32] {
    var order = AttemptOrder(period: period)
    try store.forEachPlaces { places, isFirst in
      if isFirst { order = AttemptOrder(period: period) }
      order.append(places)
    }
    try order.finish(in: store)
    return order.numbers
  }

  private static let batchCount = 4096
}

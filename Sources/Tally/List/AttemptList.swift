package import Reports

/// Attempts themselves, one row each, in the order of time and in constant memory.
package struct AttemptList {
  /// Which attempts, and in whose zone days end.
  package struct Request: Sendable {
    package var title: String
    package var period: Period
    package var filters: [AttemptFilter]
    package var costBasis: CostBasis
    /// In the order in which they are shown, none twice.
    package var columns = AttemptListColumn.allCases
    package var rateCard: RateCardChoice
    /// How the cost of inbound legs is put on attempts; nil for not at all.
    package var inboundAllocation: InboundAllocation?

    package init(
      title: String,
      period: Period,
      filters: [AttemptFilter],
      costBasis: CostBasis,
      rateCard: RateCardChoice = .automatic
    ) {
      self.title = title
      self.period = period
      self.filters = filters
      self.costBasis = costBasis
      self.rateCard = rateCard
    }
  }

  private let store: Store
  private let request: Request
  private let directory: Directory
  private let asOf: Instant?
  private let rules: AttemptRules
  private let selection: Selection
  private let cardWarning: String?

  /// Resolves the filters; reads no attempt yet.
  package init(_ request: Request, in store: Store) throws {
    self.store = store
    self.request = request
    let directory = try store.directory()
    self.directory = directory
    asOf = try store.asOf()
    let (card, warning) = try store.rateCard(request.rateCard)
    cardWarning = warning
    rules = AttemptRules(
      directory: directory,
      asOf: asOf,
      costBasis: request.costBasis,
      sources: CostSources(
        carrier: try store.carrierCosts(with: request.inboundAllocation),
        rating: card.map { Rating(card: $0, phones: directory.phones) }
      )
    )
    selection = try Selection(
      filters: request.filters,
      period: request.period,
      directory: directory,
      source: store
    )
  }

  /// The list's head: everything but the rows.
  package var report: Report {
    Report(
      title: request.title,
      by: [],
      filters: request.filters.asReportFilters,
      cost: request.costBasis.rawValue,
      rateCard: rules.sources.rating?.card.label,
      period: request.period.forReport,
      asOf: asOf,
      tables: [Table(name: "Attempts", by: [], columns: request.columns.map(\.column))],
      warnings: selection.warnings
        + [
          cardWarning, request.inboundAllocation?.note(rules.sources.carrier),
        ].compactMap(\.self)
    )
  }

  /// Hands over the rows, each with a value for every column of the one table.
  package func forEachRow(_ body: ([Value]) throws -> Void) throws {
    try forEachBatch { batch in
      for row in 0..<batch.count { try body(batch.values(ofRow: row)) }
    }
  }

  /// Hands over the rows, some thousands at a time.
  package func forEachBatch(_ body: (RowBatch) throws -> Void) throws {
    var order = AttemptOrder(period: request.period)
    var facts = CallFacts()
    let hasRanks = request.columns.contains(where: \.isRank)
    // Both look at all attempts, which are read once.
    try store.forEachPlaces { places, isFirst in
      if isFirst { (order, facts) = (AttemptOrder(period: request.period), CallFacts()) }
      order.append(places)
      if hasRanks { facts.append(places) }
    }
    try order.finish(in: store)
    try facts.finish(in: store)
    var batches = try AttemptBatches(
      of: request.columns,
      zone: request.period.zone,
      directory: directory,
      rules: rules,
      selection: selection,
      facts: facts,
      in: store
    )
    let numbers = order.numbers
    for start in stride(from: 0, to: numbers.count, by: AttemptBatches.rowCount) {
      let end = min(start + AttemptBatches.rowCount, numbers.count)
      let batch = try batches.batch(of: numbers[start..<end])
      if batch.count > 0 { try body(batch) }
    }
  }
}

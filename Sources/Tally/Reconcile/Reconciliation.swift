package import Reports

/// Answers a ``ReconcileRequest`` from a store.
package struct Reconciliation {
  let store: Store
  let request: ReconcileRequest

  package init(of store: Store, for request: ReconcileRequest) {
    self.store = store
    self.request = request
  }

  /// The bridges as a report, and whether no more than the tolerance is left unexplained.
  package func report() throws -> (report: Report, isExplained: Bool) {
    let legs = try CarrierLegs(store: store, request: request)
    guard try legs.areThere() else { throw ReconcileError.noCarrierRecords }
    let accounts = try legs.accounts()
    if let account = request.account, !accounts.isEmpty,
      !accounts.contains(where: { $0.account == account })
    {
      throw ReconcileError.noSuchAccount(account, known: accounts.map(\.account))
    }
    guard let coverage = try legs.coverage() else { throw ReconcileError.noCarrierRecords }
    let (card, cardWarning) = try store.rateCard(request.rateCard)
    let found = try bridges(legs, coverage: coverage, card: card)
    let bridges = try chosen(found.all)
    for bridge in bridges where bridge.restUnits != 0 {
      throw ReconcileError.doesNotAddUp(currency: bridge.currency)
    }
    if request.invoiceUnits != nil, bridges.count > 1 {
      throw ReconcileError.severalCurrencies(bridges.map(\.currency))
    }
    var tables = try bridges.map { try BridgeTable($0, invoiceUnits: request.invoiceUnits).table() }
    if request.listsDifferences {
      tables.append(try DifferenceList(store: store, zone: request.period.zone).table(of: bridges))
    }
    let unexplained = bridges.map {
      BridgeTable($0, invoiceUnits: request.invoiceUnits).unexplained
    }
    let isExplained = unexplained.allSatisfy { $0 <= request.toleranceUnits }
    var report = Report(
      title: "From OneUptime's records to the carrier's bill",
      by: ["reason"],
      filters: filters,
      cost: "recorded, else rated",
      period: request.period.forReport,
      asOf: try store.asOf(),
      tables: tables,
      warnings: [cardWarning].compactMap(\.self) + warnings(coverage, accounts)
        + warnings(bridges, unexplained) + warnings(withoutProject: found.countWithoutProject)
    )
    report.rateCard = card?.label
    return (report, isExplained)
  }

  private func chosen(_ bridges: [Bridge]) throws(ReconcileError) -> [Bridge] {
    let charged = bridges.filter { !$0.isEmpty }
    guard let currency = request.currency else { return charged.isEmpty ? [bridges[0]] : charged }
    guard let bridge = bridges.first(where: { $0.currency == currency }) else {
      throw .noSuchCurrency(currency, known: bridges.map(\.currency))
    }
    return [bridge]
  }

  private func bridges(
    _ legs: CarrierLegs,
    coverage: ClosedRange<Int64>,
    card: RateCard?
  ) throws -> Bridges {
    let directory = try store.directory()
    let everything = Period(from: nil, to: nil, zone: request.period.zone)
    let selection = try Selection(
      filters: request.filters,
      period: everything,
      directory: directory,
      source: store
    )
    let rules = AttemptRules(
      directory: directory,
      asOf: try store.asOf(),
      costBasis: .recorded,
      sources: CostSources(rating: card.map { Rating(card: $0, phones: directory.phones) })
    )
    var matched: [Int32: CarrierLegs.Matched] = [:]
    for leg in try legs.matched() { matched[leg.attempt] = leg }
    var bridges = Bridges(keepsEntries: request.listsDifferences)
    var isPresent = [Bool](repeating: false, count: directory.projects.count)
    try store.forEachSegment { segment in
      for row in 0..<segment.count {
        let number = segment.attempt[row]
        let leg = matched.removeValue(forKey: number)
        let milliseconds = rules.milliseconds(of: row, in: segment)
        let isOfPeriod =
          milliseconds == AttemptSegment.unknownTime
          ? request.period.isUnbounded
          : request.period.contains(Instant(milliseconds: milliseconds))
        guard selection.projects[Int(segment.project[row])] else { continue }
        if isOfPeriod { isPresent[Int(segment.project[row])] = true }
        guard isOfPeriod || leg != nil else { continue }
        let attempt = BridgeAttempt(
          number: number,
          isOfPeriod: isOfPeriod,
          isAnswered: segment.flags[row].contains(.answered),
          cost: cost(of: row, in: segment, rules, billedSeconds: leg?.billedSeconds)
        )
        if let leg {
          try bridges.add(attempt, leg.leg)
        } else {
          try bridges.add(attempt, hasCarrierRecords: coverage.contains(milliseconds))
        }
      }
    }
    try ProjectChoice(directory: directory, selection: selection)
      .check(projectQuestion, isPresent: isPresent)
    // Attempts that were deleted since they were matched.
    for leg in matched.values.sorted(by: { $0.leg.number < $1.leg.number })
    where selection.projects[Int(leg.project)] {
      try bridges.add(leg.leg)
    }
    // What is of no known project is not a chosen one's, or two projects would pay for it.
    try legs.forEachUnmatched { leg, project in
      if selection.projects[Int(project)] {
        try bridges.add(leg)
      } else if project == 0 {
        bridges.noteWithoutProject(leg)
      }
    }
    return bridges
  }

  /// What an attempt cost before the carrier's records were looked at.
  private func cost(
    of row: Int,
    in segment: borrowing AttemptSegment,
    _ rules: AttemptRules,
    billedSeconds: Int64?
  ) -> BridgeAttempt.Cost {
    let costs = rules.costs(of: row, in: segment)
    if let recorded = costs.recordedMicrocents { return .recorded(recorded) }
    guard let rated = costs.ratedMicrocents else { return .unknown }
    let terms = rules.sources.rating?.terms(
      phone: Int(segment.phone[row]),
      at: rules.milliseconds(of: row, in: segment)
    )
    guard let terms, let billedSeconds else { return .rated(rated, onBilledSeconds: nil) }
    let onBilledSeconds = terms.feeMicrocents + terms.rateMicrocents(seconds: billedSeconds)
    return .rated(rated, onBilledSeconds: onBilledSeconds)
  }

  /// The question whose projects have to be chosen.
  private var projectQuestion: ReportRequest {
    ReportRequest(
      title: "",
      groupings: [ReportRequest.Grouping(dimensions: [])],
      period: request.period,
      filters: request.filters
    )
  }

  private var filters: [Report.Filter] {
    var filters = request.filters.asReportFilters
    if let account = request.account {
      filters.append(Report.Filter(name: "account", values: [account]))
    }
    if request.billingPeriod.localText != request.period.localText {
      filters.append(
        Report.Filter(name: "billed in", values: [request.billingPeriod.localText])
      )
    }
    return filters
  }
}

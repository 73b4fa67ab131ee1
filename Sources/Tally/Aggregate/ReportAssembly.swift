import Reports

/// Puts a report together from what a scan has found.
struct ReportAssembly {
  let request: ReportRequest
  let plan: ReportPlan
  let codes: DimensionCodes
  let directory: Directory
  let asOf: Instant?
  let groups: [FinishedGroups]
  let quality: QualityCounts
  let statusCounts: [Int64]
  let hasCallRecords: Bool
  /// The card that attempts are rated by.
  let rateCard: String?
  /// About what was asked, such as names that stand for several.
  let requestWarnings: [String]

  func report() throws(ReportError) -> Report {
    let totals = groups[ReportPlan.totals].facts(of: 0)
    var tables: [Table] = []
    for (index, grouping) in request.groupings.enumerated() {
      let builder = TableBuilder(
        grouping: grouping,
        groups: groups[ReportPlan.table(index)],
        codes: codes,
        totals: totals,
        hasCallRecords: hasCallRecords
      )
      tables.append(try builder.table())
    }
    return Report(
      title: request.title,
      by: request.groupings.first?.dimensions.map(\.rawValue) ?? [],
      filters: request.filters.asReportFilters,
      cost: request.costBasis.rawValue,
      rateCard: plan.showsCost ? rateCard : nil,
      costShares: plan.tellsCostShares ? try costShares(totals.sources) : [],
      period: request.period.forReport,
      asOf: asOf,
      tables: tables,
      charts: try charts(knowsCost: totals.cell.costed > 0 && !totals.cell.hasNoCost),
      quality: quality.figures,
      warnings: requestWarnings + warnings(totals.cell)
    )
  }

  /// How much of the cost comes from where; sources of none of it are left out.
  private func costShares(_ totals: SourceCosts) throws(ReportError) -> [Report.CostShare] {
    let sources = [
      (CostBasis.carrier, totals.carrier), (.recorded, totals.recorded), (.rated, totals.rated),
    ]
    var shares: [Report.CostShare] = []
    for (basis, source) in sources where source.chosen > 0 {
      if source.hasOverflowed { throw .overflow(column: Metric.cost.rawValue) }
      shares.append(
        Report.CostShare(
          source: basis.rawValue,
          attempts: source.chosen,
          dollars: FixedDecimal(unscaled: source.chosenMicrocents, scale: 8)
        )
      )
    }
    return shares
  }

  private func charts(knowsCost: Bool) throws(ReportError) -> [Chart] {
    let builder = ChartBuilder(period: request.period, codes: codes)
    let showsCost = knowsCost && plan.showsCost
    var charts: [Chart?] = []
    if let entry = plan.timeEntry {
      charts.append(
        try builder.timeChart(of: groups[entry], metric: showsCost ? .cost : .attempts)
      )
    }
    if let entry = plan.memberEntry, let main = request.groupings.first {
      let metrics = ReportPlan.memberMetrics(of: main.metrics)
      let metric = (knowsCost ? metrics[0] : nil) ?? metrics[1] ?? .attempts
      charts.append(try builder.memberChart(of: groups[entry], metric: metric))
    }
    return charts.compactMap(\.self)
  }

  private func warnings(_ totals: Cell) -> [String] {
    var warnings: [String] = []
    if let warning = costWarning(totals) { warnings.append(warning) }
    if totals.undialledCalls > 0 {
      warnings.append(
        """
        \(totals.undialledCalls) of \(totals.loggedCalls) logged calls have no attempts: they ended \
        before anybody's phone rang. call_answer_rate does not know of them; undialled_calls does.
        """
      )
    }
    let countsCalls = request.groupings.contains { $0.metrics.contains(where: \.countsLoggedCalls) }
    if countsCalls, !hasCallRecords {
      warnings.append(
        """
        No call records have been imported: logged_calls and undialled_calls are left empty. \
        Import the Incoming Call Logs as well.
        """
      )
    }
    if let warning = statusWarning() { warnings.append(warning) }
    return warnings
  }

  private func costWarning(_ totals: Cell) -> String? {
    guard plan.showsCost, totals.attempts > 0 else { return nil }
    guard totals.hasNoCost || totals.costed == 0 else { return nil }
    let reason =
      switch request.costBasis {
      case .effective, .recorded: "OneUptime does not record call costs"
      case .carrier: "no carrier records are matched"
      case .rated: "no rate card is applied"
      }
    let counts =
      totals.hasNoCost
      ? "\(totals.talked) answered attempts, 0 with a cost"
      : "\(totals.attempts) attempts, 0 with a cost"
    let consequence = totals.hasNoCost ? " cost_usd is left empty." : ""
    return "No cost data: \(reason) (\(counts)).\(consequence)"
  }

  private func statusWarning() -> String? {
    let unknown = directory.statuses.indices.filter {
      $0 > 0 && statusCounts[$0] > 0 && CallStatus(rawValue: directory.statuses[$0]) == nil
    }
    guard !unknown.isEmpty else { return nil }
    let list = unknown.map { (directory.statuses[$0], statusCounts[$0]) }
      .sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
      .map { "'\($0)' (\($1))" }
    return """
      Unknown statuses: \(list.joined(separator: ", ")). \
      Unless answered, such attempts count as unanswered with the outcome other.
      """
  }
}

/// All groupings that one scan must fill: the totals, each table, then the charts.
struct ReportPlan {
  /// Dimensions and metrics of one grouping.
  struct Entry {
    var dimensions: [Dimension]
    var metrics: [Metric]
    /// The entry whose groups, added up, are this one's; nil where attempts must be counted.
    var source: Int?
    /// Whether some of its groups are counted as one.
    var hasOthers = false
  }

  private(set) var entries: [Entry]
  /// The one for the chart by time, and the one for the chart by members.
  private(set) var timeEntry: Int?
  private(set) var memberEntry: Int?
  /// Whether calls by their own records are wanted, to be shown or to be warned of.
  let countsCalls: Bool
  /// Whether money is shown.
  let showsCost: Bool

  /// Whether the totals' counts and sums are those of the first table's groups together.
  ///
  /// Each attempt is in one of them. What is not additive is counted all the same.
  private var areTotalsSummed: Bool { entries.count > Self.table(0) }

  /// The distributions of the totals that are those of the first table's groups together.
  private var summedDistributions: GroupedCells.Needs {
    guard areTotalsSummed else { return [] }
    return GroupedCells.Needs(entries[Self.table(0)].metrics)
      .intersection([.dialDistribution, .ringDistribution])
  }

  /// Where the totals and the tables are among the entries.
  static let totals = 0
  static func table(_ index: Int) -> Int { index + 1 }

  /// Whether it is told how much of the cost comes from where.
  let tellsCostShares: Bool
  /// Whether any grouping has to tell costs apart by their sources.
  private let needsCostSources: Bool

  init(_ request: ReportRequest, sources: CostSources) {
    let metrics = request.groupings.flatMap(\.metrics)
    showsCost = metrics.contains(where: \.isCost)
    tellsCostShares = showsCost && !sources.isEmpty
    needsCostSources = tellsCostShares || metrics.contains { $0.costSource != nil }
    countsCalls =
      request.filters.allSatisfy(\.name.belongsToCall)
      && request.groupings.contains { $0.dimensions.allSatisfy(\.belongsToCall) }
    let shown = request.groupings.map {
      Entry(dimensions: $0.dimensions, metrics: $0.metrics, hasOthers: $0.top != nil)
    }
    let counted = countsCalls ? metrics + [.undialledCalls] : metrics
    entries = [Entry(dimensions: [], metrics: counted)] + shown
    guard request.hasCharts, let main = request.groupings.first else { return }
    timeEntry = entries.count
    entries.append(Entry(dimensions: [.day], metrics: []))
    if let dimension = main.dimensions.first(where: { !$0.isTime }) {
      memberEntry = entries.count
      let metrics = Self.memberMetrics(of: main.metrics).compactMap(\.self)
      // Calls that were logged but never dialled make groups in the table that no attempt is in.
      let isSummable =
        GroupedCells.Needs(metrics).isEmpty
        && !main.metrics.contains(where: \.countsLoggedCalls)
      entries.append(
        Entry(
          dimensions: [dimension],
          metrics: metrics,
          source: isSummable ? Self.table(0) : nil
        )
      )
    }
  }

  /// What members are compared by: the first cost, and the first metric where no cost is known.
  static func memberMetrics(of metrics: [Metric]) -> [Metric?] {
    [
      metrics.first(where: \.isCost),
      metrics.first { !$0.isCost && !$0.countsLoggedCalls } ?? .attempts,
    ]
  }

  /// The groups of every entry, given those that were counted.
  func groups(_ counted: [FinishedGroups]) -> [FinishedGroups] {
    var counted = counted[...]
    var groups: [FinishedGroups] = []
    for entry in entries {
      if let source = entry.source, let dimension = entry.dimensions.first {
        groups.append(groups[source].summed(by: dimension))
      } else if let next = counted.popFirst() {
        groups.append(next)
      }
    }
    if areTotalsSummed {
      groups[Self.totals] = groups[Self.totals]
        .counting(attemptsOf: groups[Self.table(0)], needs: summedDistributions)
    }
    return groups
  }

  /// What is to be filled; `instants` are those of all attempts, where that is known.
  func groupedCells(
    codes: DimensionCodes,
    within instants: ClosedRange<Int64>?
  ) throws(ReportError) -> [GroupedCells] {
    var groupings: [GroupedCells] = []
    for (index, entry) in entries.enumerated() where entry.source == nil {
      var needs = GroupedCells.Needs(entry.metrics)
      if entry.hasOthers { needs.insert(.callsThemselves) }
      if index == Self.totals { needs.subtract(summedDistributions) }
      // The totals may be the sums of the first table's groups.
      if needsCostSources, index <= Self.table(0) { needs.insert(.costSources) }
      groupings.append(
        try GroupedCells(
          dimensions: entry.dimensions,
          ranges: entry.dimensions.map {
            // Calls by their own records have times of their own.
            codes.range(of: $0, within: needs.contains(.loggedCalls) ? nil : instants)
          },
          needs: needs,
          countsAttempts: index != Self.totals || !areTotalsSummed
        )
      )
    }
    return groupings
  }
}

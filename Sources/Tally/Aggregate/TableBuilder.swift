import Reports

/// Puts the groups of one grouping in order and writes them down as rows.
struct TableBuilder {
  let grouping: ReportRequest.Grouping
  let groups: FinishedGroups
  let codes: DimensionCodes
  /// What the totals are computed from: all attempts, each call once.
  let totals: GroupFacts
  /// Whether any call record has been imported; without any, nothing is known of them.
  let hasCallRecords: Bool

  func table() throws(ReportError) -> Table {
    var order = Array(0..<groups.count)
    try sort(&order)
    let kept = order.prefix(grouping.top ?? order.count)
    let others = order.dropFirst(kept.count)
    var rows: [[Value]] = []
    rows.reserveCapacity(kept.count + 1)
    var labels = DimensionLabels(grouping.dimensions, codes: codes)
    let columnCount = grouping.columns.count
    for group in kept {
      var row: [Value] = []
      row.reserveCapacity(columnCount)
      labels.append(group, groups.codes, to: &row)
      try append(metricsOf: groups.facts(of: group), to: &row)
      rows.append(row)
    }
    if !others.isEmpty {
      var row = othersLabels(others.count)
      try append(metricsOf: groups.facts(merging: others), to: &row)
      rows.append(row)
    }
    let dimensionColumns = grouping.dimensions.flatMap(\.columns)
    var totalValues = dimensionColumns.map { _ in Value.null }
    try append(metricsOf: totals, to: &totalValues)
    return Table(
      name: grouping.heading,
      by: grouping.dimensions.map(\.rawValue),
      columns: columns(rows: rows, totals: totalValues),
      rows: rows,
      totals: totalValues
    )
  }

  private func append(
    metricsOf facts: GroupFacts,
    to values: inout [Value]
  ) throws(ReportError) {
    for metric in grouping.metrics {
      let isKnown = hasCallRecords || !metric.countsLoggedCalls
      values.append(isKnown ? try facts.value(of: metric) : .null)
    }
  }

  private func othersLabels(_ count: Int) -> [Value] {
    var values = grouping.dimensions.flatMap(\.columns).map { _ in Value.null }
    guard let first = grouping.dimensions.first else { return values }
    values[first.isNamed ? 1 : 0] = .text(count == 1 ? "(1 other)" : "(\(count) others)")
    return values
  }

  /// The columns, whose totals are formulas only where the formula gives this table's total.
  ///
  /// A group whose cost is unknown hides what its unanswered attempts cost, which the total knows.
  private func columns(rows: [[Value]], totals: [Value]) -> [Column] {
    var columns = grouping.columns
    let names = Set(columns.map(\.name))
    for index in columns.indices {
      switch columns[index].total {
      case .sum:
        // Money must add up: what is missing from the rows gets a line of its own.
        if columns[index].unit == .dollars, totals[index] != .null { continue }
        if !isSum(totals[index], of: rows, column: index) { columns[index].total = .value }
      case .quotient(let dividend, let divisors):
        let isComplete = names.isSuperset(of: divisors + [dividend])
        if !isComplete || totals[index] == .null { columns[index].total = .value }
      case .value, .none: break
      }
    }
    return columns
  }

  private func isSum(_ total: Value, of rows: [[Value]], column: Int) -> Bool {
    var sum = Int128(0)
    for row in rows { sum += Self.unscaled(row[column]) ?? 0 }
    return Self.unscaled(total) == sum
  }

  /// The digits of a number without its point, which is at one place in all of a column.
  private static func unscaled(_ value: Value) -> Int128? {
    switch value {
    case .integer(let integer): Int128(integer)
    case .decimal(let decimal): Int128(decimal.unscaled)
    case .ratio, .null, .text, .instant, .boolean: nil
    }
  }
}

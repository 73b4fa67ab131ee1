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
    var rows = labelledRows(of: kept, others: others.count)
    for (row, group) in kept.enumerated() {
      try put(metricsOf: groups.facts(of: group), in: row, of: &rows)
    }
    if !others.isEmpty {
      try put(metricsOf: groups.facts(merging: others), in: kept.count, of: &rows)
    }
    var totalValues = grouping.dimensions.flatMap(\.columns).map { _ in Value.null }
    for metric in grouping.metrics { totalValues.append(try value(of: metric, from: totals)) }
    return Table(
      name: grouping.heading,
      by: grouping.dimensions.map(\.rawValue),
      columns: columns(rows: rows, totals: totalValues),
      batch: rows,
      totals: totalValues
    )
  }

  /// Rows that have their dimensions' values, with one for the other groups, where there are any.
  private func labelledRows(of kept: some Collection<Int>, others: Int) -> RowBatch {
    var labels = zip(grouping.dimensions, groups.codes)
      .map { DimensionLabels($0, of: kept, column: $1, codes: codes) }
    if others > 0 {
      for (position, dimension) in grouping.dimensions.enumerated() {
        var values = dimension.columns.map { _ in Value.null }
        if position == 0 {
          let name = others == 1 ? "(1 other)" : "(\(others) others)"
          values[dimension.isNamed ? 1 : 0] = .text(name)
        }
        labels[position].append(values)
      }
    }
    let dictionaries = labels.flatMap(\.dictionaries)
    let layout = RowLayout(
      columns: dictionaries.indices.map { .code(dictionary: $0) }
        + grouping.metrics.map(\.rowColumn),
      dictionaries: dictionaries,
      // The columns of a dimension share one word.
      sources: labels.enumerated().flatMap { place, own in own.dictionaries.map { _ in place } }
    )
    var rows = RowBatch(layout: layout, capacity: kept.count + (others > 0 ? 1 : 0))
    for (place, labels) in labels.enumerated() {
      for (row, entry) in labels.entries.enumerated() { rows[place, row] = Int64(entry) }
    }
    return rows
  }

  private func put(
    metricsOf facts: GroupFacts,
    in row: Int,
    of rows: inout RowBatch
  ) throws(ReportError) {
    let first = rows.layout.dictionaries.count
    for (index, metric) in grouping.metrics.enumerated() {
      let value = try value(of: metric, from: facts)
      guard rows.put(value, inColumn: first + index, row: row) else {
        throw .overflow(column: metric.rawValue)
      }
    }
  }

  func value(of metric: Metric, from facts: GroupFacts) throws(ReportError) -> Value {
    hasCallRecords || !metric.countsLoggedCalls ? try facts.value(of: metric) : .null
  }

  /// The columns, whose totals are formulas only where the formula gives this table's total.
  ///
  /// A group whose cost is unknown hides what its unanswered attempts cost, which the total knows.
  private func columns(rows: RowBatch, totals: [Value]) -> [Column] {
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

  /// Whether a number is the sum of a column of such numbers.
  private func isSum(_ total: Value, of rows: RowBatch, column: Int) -> Bool {
    let start = rows.layout.places[column] * rows.capacity
    var sum = Int128(0)
    for word in rows.words[start..<(start + rows.count)] where word != RowBatch.null {
      sum += Int128(word)
    }
    // The point is at one place in all of a column.
    return switch total {
    case .integer(let integer): Int128(integer) == sum
    case .decimal(let decimal): Int128(decimal.unscaled) == sum
    case .ratio, .null, .text, .instant, .boolean: false
    }
  }
}

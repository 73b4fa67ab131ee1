import Reports

/// Draws what a report's main table shows: by day, and by its first dimension that is not time.
struct ChartBuilder {
  let period: Period
  let codes: DimensionCodes

  /// Longer stretches are drawn by month: a column for each day could not be told apart.
  private static let mostDays = 366
  private static let mostBars = 12

  /// One column for each day, or month, from the first to the last, those without attempts too.
  ///
  /// `days` are groups by ``Dimension/day`` alone.
  func timeChart(of days: FinishedGroups, metric: Metric) throws(ReportError) -> Chart? {
    var cells: [UInt32: Cell] = [:]
    for (group, code) in days.codes[0].enumerated() where code > 0 {
      cells[code] = days.cells[group]
    }
    guard let span = daySpan(of: cells.keys) else { return nil }
    guard span.count > Self.mostDays else {
      return try columns(span, cells, dimension: .day, metric: metric)
    }
    var months: [UInt32: Cell] = [:]
    for (day, cell) in cells {
      months[LocalClock.monthCode(ofDayCode: day), default: Cell()].merge(cell)
    }
    guard let first = months.keys.min(), let last = months.keys.max() else { return nil }
    return try columns(first...last, months, dimension: .month, metric: metric)
  }

  /// The days of the period where it has both ends and is short, else those with attempts.
  private func daySpan(of days: some Collection<UInt32>) -> ClosedRange<UInt32>? {
    guard let first = days.min(), let last = days.max() else { return nil }
    guard let from = period.from, let to = period.to else { return first...last }
    var clock = LocalClock(zone: period.zone)
    let start = clock.code(of: .day, at: from.milliseconds)
    let end = clock.code(of: .day, at: to.milliseconds - 1)
    guard start <= first, last <= end, Int(end - start) < Self.mostDays else { return first...last }
    return start...end
  }

  private func columns(
    _ span: ClosedRange<UInt32>,
    _ cells: [UInt32: Cell],
    dimension: Dimension,
    metric: Metric
  ) throws(ReportError) -> Chart {
    // An instant typed wrong may lie centuries away: then only what exists is drawn.
    let shown = span.count <= 1200 ? Array(span) : cells.keys.sorted()
    var categories: [String] = []
    var values: [Value] = []
    for code in shown {
      categories.append(text(LocalClock.value(of: dimension, code: code) ?? .null))
      values.append(try GroupFacts(cell: cells[code] ?? Cell()).value(of: metric))
    }
    return Chart(
      title: "\(metric.title) by \(dimension.rawValue)",
      style: .columns,
      column: metric.column,
      categories: categories,
      values: values
    )
  }

  /// The greatest members of a dimension, greatest first.
  ///
  /// `members` are groups by that dimension alone.
  func memberChart(of members: FinishedGroups, metric: Metric) throws(ReportError) -> Chart? {
    guard let dimension = members.dimensions.first else { return nil }
    let table = try TableBuilder(
      grouping: ReportRequest.Grouping(
        dimensions: [dimension],
        metrics: [metric],
        sort: RowOrder(column: metric.rawValue, isDescending: true)
      ),
      groups: members,
      codes: codes,
      totals: GroupFacts(),
      hasCallRecords: false
    ).table()
    let known = table.rows.filter { $0.last != .null }
    let rows = known.prefix(Self.mostBars)
    guard !rows.isEmpty else { return nil }
    let isCut = known.count > rows.count
    let word = dimension == .userEmail ? Dimension.user.rawValue : dimension.rawValue
    return Chart(
      title: "\(metric.title) by \(word)" + (isCut ? " (first \(rows.count))" : ""),
      style: .bars,
      column: metric.column,
      categories: labels(of: rows, isNamed: dimension.isNamed),
      values: rows.map { $0.last ?? .null }
    )
  }

  /// Names, with the beginning of the id where several have the same.
  private func labels(of rows: some Collection<[Value]>, isNamed: Bool) -> [String] {
    guard isNamed else { return rows.map { text($0[0]) } }
    let names = Dictionary(rows.map { (text($0[1]), 1) }, uniquingKeysWith: +)
    return rows.map { row in
      let name = text(row[1])
      let isShared = names[name, default: 0] > 1 && row[0] != .null
      return isShared ? "\(name) (\(text(row[0]).prefix(8)))" : name
    }
  }

  private func text(_ value: Value) -> String {
    switch value {
    case .text(let text): text
    case .integer(let integer): String(integer)
    case .null, .decimal, .ratio, .instant, .boolean: AttemptFilter.none
    }
  }
}

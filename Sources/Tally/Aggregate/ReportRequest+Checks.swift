package import Reports

extension ReportRequest.Grouping {
  /// The columns of the table: those of the dimensions, then the metrics.
  package var columns: [Column] {
    dimensions.flatMap(\.columns) + metrics.map(\.column)
  }

  /// The heading: the name, or one made of the dimensions.
  package var heading: String {
    if let name { return name }
    let words = dimensions.map { $0 == .userEmail ? "user" : $0.rawValue }
    guard let last = words.last else { return "Totals" }
    let others = words.dropLast().joined(separator: ", ")
    return "By " + (others.isEmpty ? last : others + " and " + last)
  }

  /// Finds what cannot be made, before the long work.
  /// - Throws: ``ReportError``.
  package func check(filters: [AttemptFilter]) throws(ReportError) {
    guard !metrics.isEmpty else { throw .noMetrics }
    for (index, metric) in metrics.enumerated() where metrics[..<index].contains(metric) {
      throw .repeatedMetric(metric.rawValue)
    }
    for (index, dimension) in dimensions.enumerated()
    where dimensions[..<index].contains(dimension) {
      throw .repeatedDimension(dimension.rawValue)
    }
    if let top, top < 1 { throw .topBelowOne(top) }
    if let sort {
      let names = columns.map(\.name)
      guard names.contains(sort.column) else {
        throw .unknownSortColumn(
          sort.column,
          columns: names,
          similar: Suggestion.near(sort.column, among: names)
        )
      }
    }
    if let metric = metrics.first(where: \.countsLoggedCalls) {
      try checkCalls(metric, filters: filters)
    }
  }

  private func checkCalls(_ metric: Metric, filters: [AttemptFilter]) throws(ReportError) {
    if let dimension = dimensions.first(where: { !$0.belongsToCall }) {
      throw .callsLackDimension(
        metric: metric.rawValue,
        dimension: dimension == .userEmail ? "user" : dimension.rawValue
      )
    }
    if let filter = filters.first(where: { !$0.name.belongsToCall }) {
      throw .callsLackFilter(metric: metric.rawValue, filter: filter.name.rawValue)
    }
  }
}

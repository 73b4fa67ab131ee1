extension TableDefinition {
  /// The grouping it describes, under the filters of its report.
  package func grouping(filters: [AttemptFilter]) throws(ReportError) -> ReportRequest.Grouping {
    let dimensions = try Dimension.list(by)
    let names: [String] =
      switch metrics {
      case .standard: []
      case .all: ["all"]
      case .list(let names): names
      }
    return ReportRequest.Grouping(
      name: name,
      dimensions: dimensions,
      metrics: try Metric.list(names, by: dimensions, filters: filters),
      sort: sort,
      top: top
    )
  }
}

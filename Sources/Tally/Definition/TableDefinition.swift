/// One grouping of a report definition.
package struct TableDefinition: Sendable, Hashable {
  /// Which columns are shown beside those of the dimensions.
  package enum Metrics: Sendable, Hashable {
    case standard
    case all
    case list([String])
  }

  package var name: String?
  package var by: [String]
  package var metrics: Metrics
  /// Nil for the order of the dimensions.
  package var sort: RowOrder?
  /// How many rows are shown before one for all others, 1 or more.
  package var top: Int?

  package init(
    name: String? = nil,
    by: [String] = [],
    metrics: Metrics = .standard,
    sort: RowOrder? = nil,
    top: Int? = nil
  ) {
    self.name = name
    self.by = by
    self.metrics = metrics
    self.sort = sort
    self.top = top
  }
}

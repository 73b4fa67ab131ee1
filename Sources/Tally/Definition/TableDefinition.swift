/// One grouping of a report definition.
package struct TableDefinition: Sendable, Hashable {
  /// Which columns are shown beside those of the dimensions.
  package enum Metrics: Sendable, Hashable {
    case standard
    case all
    case list([String])
  }

  /// The order of the rows, `cost_usd:desc`.
  package struct Sort: Sendable, Hashable {
    package var column: String
    package var isDescending: Bool

    package init(column: String, isDescending: Bool) {
      self.column = column
      self.isDescending = isDescending
    }

    /// Reads `COLUMN`, `COLUMN:asc` or `COLUMN:desc`; nil where it is none of these.
    package init?(_ text: String) {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      guard let column = parts.first, !column.isEmpty, parts.count <= 2,
        ["asc", "desc"].contains(parts.last) || parts.count == 1
      else { return nil }
      self.init(column: String(column), isDescending: parts.count == 2 && parts[1] == "desc")
    }
  }

  package var name: String?
  package var by: [String]
  package var metrics: Metrics
  package var sort: Sort?
  /// How many rows are shown before one for all others, 1 or more.
  package var top: Int?

  package init(
    name: String? = nil,
    by: [String] = [],
    metrics: Metrics = .standard,
    sort: Sort? = nil,
    top: Int? = nil
  ) {
    self.name = name
    self.by = by
    self.metrics = metrics
    self.sort = sort
    self.top = top
  }
}

/// A column to sort a table's rows by; rows without a value come last either way.
package struct RowOrder: Sendable, Hashable {
  package var column: String
  package var isDescending: Bool

  package init(column: String, isDescending: Bool = false) {
    self.column = column
    self.isDescending = isDescending
  }

  /// Reads `COLUMN`, `COLUMN:asc` or `COLUMN:desc`.
  package init(_ text: String) throws(ReportError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    column = String(parts.first ?? "")
    switch parts.count > 1 ? String(parts[1]) : "asc" {
    case "asc": isDescending = false
    case "desc": isDescending = true
    case let other: throw .unknownSortDirection(other)
    }
  }
}

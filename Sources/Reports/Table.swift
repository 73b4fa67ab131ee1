/// Rows under named columns, and their totals.
///
/// A table that is streamed has no `rows` here: they are fed to the exporter one by one.
package struct Table: Sendable {
  /// What the rows are, for a sheet's tab or a heading, such as `By user and rule`.
  package var name: String
  /// The dimensions the rows are grouped by, in order; empty for lists.
  package var by: [String]
  package var columns: [Column]
  /// Each row has one value for each column.
  package var rows: [[Value]]
  /// One value for each column, `.null` under dimensions; nil for lists, which have no totals.
  package var totals: [Value]?

  package init(
    name: String,
    by: [String],
    columns: [Column],
    rows: [[Value]] = [],
    totals: [Value]? = nil
  ) {
    self.name = name
    self.by = by
    self.columns = columns
    self.rows = rows
    self.totals = totals
  }
}

/// Rows under named columns, and their totals.
///
/// A table that is streamed has no `rows` here: they are fed to the exporter one by one.
package struct Table: Sendable {
  /// What the rows are, for a sheet's tab or a heading, such as `By user and rule`.
  package var name: String
  /// The dimensions the rows are grouped by, in order; empty for lists.
  package var by: [String]
  /// What is put into a file's name where each table gets a file of its own; nil for one made of
  /// the dimensions, such as `by-user-rule`.
  package var label: String?
  package var columns: [Column]
  /// Each row has one value for each column.
  package var rows: [[Value]]
  /// One value for each column, `.null` under dimensions; nil for lists, which have no totals.
  package var totals: [Value]?

  package init(
    name: String,
    by: [String],
    label: String? = nil,
    columns: [Column],
    rows: [[Value]] = [],
    totals: [Value]? = nil
  ) {
    self.name = name
    self.by = by
    self.label = label
    self.columns = columns
    self.rows = rows
    self.totals = totals
  }
}

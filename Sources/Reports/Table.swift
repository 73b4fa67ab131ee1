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
  /// The rows as they are held; see ``rows`` for their values.
  package private(set) var content: Content
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
    content = .values(rows)
    self.totals = totals
  }

  /// A table whose rows are in words; their layout has the same columns.
  package init(
    name: String,
    by: [String],
    columns: [Column],
    batch: RowBatch,
    totals: [Value]?
  ) {
    self.init(name: name, by: by, columns: columns, totals: totals)
    content = .words(batch)
  }

  /// What a table's rows are held as.
  package enum Content: Sendable {
    case values([[Value]])
    /// Where there may be so many that a ``Value`` of every cell takes too long to make.
    case words(RowBatch)
  }

  /// Each row has one value for each column; made anew each time where the table has words.
  package var rows: [[Value]] {
    get {
      switch content {
      case .values(let rows): rows
      case .words(let batch): (0..<batch.count).map(batch.values)
      }
    }
    // In place, for lists that rows are appended to.
    _modify {
      var rows = rows
      content = .values([])
      defer { content = .values(rows) }
      yield &rows
    }
  }

  /// Whether there are no rows.
  package var isEmpty: Bool {
    switch content {
    case .values(let rows): rows.isEmpty
    case .words(let batch): batch.count == 0
    }
  }
}

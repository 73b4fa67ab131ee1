internal import SQLite

/// Reads attempts by their numbers, as columns with what only lists show beside them.
struct ListedAttemptReader: ~Copyable {
  /// The attempts read last, in the order in which they were asked for.
  private(set) var columns: ListedColumns
  private var rows: TableRows

  /// For some columns of as many attempts at a time; the number is always among them.
  init(
    _ columns: Set<AttemptTableColumn>,
    policies: SegmentReader.Policies?,
    capacity: Int,
    in database: borrowing Database
  ) throws {
    let names = AttemptTableColumn.allCases.filter { $0 == .number || columns.contains($0) }
    let values = ColumnValues(names.map(\.kind), capacity: capacity)
    rows = try TableRows(
      of: "attempt",
      columns: names.map { ($0.rawValue, $0.kind) },
      into: values,
      in: database
    )
    self.columns = ListedColumns(names, policies: policies, values: values)
  }

  /// Reads those of the attempts with these numbers that exist, fastest where the numbers ascend.
  mutating func read(_ numbers: some Sequence<Int32>) throws {
    try columns.update { values throws in
      try rows.read(numbers.lazy.map(Int64.init), into: &values)
    }
  }
}

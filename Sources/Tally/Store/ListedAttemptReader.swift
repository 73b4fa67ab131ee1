internal import SQLite

/// Reads attempts by their numbers, as columns with what only lists show beside them.
struct ListedAttemptReader: ~Copyable {
  /// The attempts read last, in the order of their numbers.
  private(set) var columns: ListedColumns
  private var rows: TableRows

  init(_ database: borrowing Database, policies: SegmentReader.Policies) throws {
    rows = try TableRows(of: "attempt", columns: ListedColumns.names, in: database)
    columns = ListedColumns(policies: policies)
  }

  /// Reads the attempts with these numbers, which are given in ascending order.
  mutating func read(_ numbers: [Int32]) throws {
    columns.removeAll()
    for index in numbers.indices where try rows.move(to: Int64(numbers[index])) {
      columns.append(rows)
    }
  }
}

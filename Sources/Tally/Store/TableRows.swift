internal import SQLite

/// Reads columns of a table's rows by their numbers: in its pages where it can, else through SQLite.
struct TableRows: ~Copyable {
  /// A column to be read.
  typealias Column = (name: String, kind: ColumnValues.Kind)

  private let row: Statement
  private var stored: StoredColumns?

  /// For some columns of a table, into values like these.
  init(
    of table: String,
    columns: [Column],
    into values: ColumnValues,
    in database: borrowing Database
  ) throws {
    let row = try database.prepare(
      "SELECT \(columns.map(\.name).joined(separator: ", ")) FROM \(table) WHERE number = ?1"
    )
    stored = try StoredColumns(of: table, columns: columns, into: values, in: database)
    self.row = row
  }

  /// Reads the rows with these numbers that exist, fastest where the numbers ascend.
  mutating func read(_ numbers: some Sequence<Int64>, into values: inout ColumnValues) throws {
    values.removeAll()
    var numbers = numbers.makeIterator()
    while let number = nextDeclined(&numbers, into: &values) {
      row.reset()
      row.bind(number, at: 1)
      if try row.step() { values.append(row) }
    }
  }

  /// Reads rows up to one that has to be read through SQLite; nil at the end.
  private mutating func nextDeclined(
    _ numbers: inout some IteratorProtocol<Int64>,
    into values: inout ColumnValues
  ) -> Int64? {
    let isStored = stored != nil
    return isStored ? stored?.read(&numbers, into: &values) : numbers.next()
  }
}

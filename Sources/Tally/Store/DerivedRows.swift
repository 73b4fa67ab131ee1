internal import SQLite

/// Rows of a table that follow from what other tables say, each with a number for a key.
///
/// Written anew they are compared with what is there, and only those that have changed are touched.
struct DerivedRows<Row: Equatable> {
  let table: String
  /// The key's column first.
  let columns: [String]
  /// Reads a row behind its key.
  let read: (borrowing Statement) -> Row
  /// Binds a row's values to the parameters from 2 on.
  let bind: (Row, borrowing Statement) -> Void

  /// Makes the table hold these rows, by their keys, and no others.
  func replace(with rows: [Int64: Row], in database: borrowing Database) throws {
    let list = columns.joined(separator: ", ")
    var changed = rows
    var gone: [Int64] = []
    let known = try database.prepare("SELECT \(list) FROM \(table)")
    while try known.step() {
      let key = known.integer(0)
      if changed[key] == read(known) {
        changed[key] = nil
      } else {
        gone.append(key)
      }
    }
    known.reset()
    let delete = try database.prepare("DELETE FROM \(table) WHERE \(columns[0]) = ?1")
    for key in gone {
      delete.bind(key, at: 1)
      try delete.run()
    }
    let parameters = columns.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
    let insert = try database.prepare("INSERT INTO \(table) (\(list)) VALUES (\(parameters))")
    for (key, row) in changed.sorted(by: { $0.key < $1.key }) {
      insert.bind(key, at: 1)
      bind(row, insert)
      try insert.run()
    }
  }
}

extension DerivedRows<Int64> {
  /// A table of amounts.
  init(amountsOf table: String, key: String) {
    self.init(
      table: table,
      columns: [key, "cost_microcents"],
      read: { $0.integer(1) },
      bind: { amount, statement in statement.bind(amount, at: 2) }
    )
  }
}

internal import SQLite

extension Store {
  /// Finds the id of one attempt at a time.
  struct AttemptIdentifiers: ~Copyable {
    private let row: Statement

    init(_ row: consuming Statement) {
      self.row = row
    }

    /// The attempt has to exist.
    func identifier(of number: Int32) throws -> Identifier {
      defer { row.reset() }
      row.bind(Int64(number), at: 1)
      let words = try row.step() ? row.words(0) : nil
      return words.map { Identifier(high: $0.high, low: $0.low) } ?? Identifier(high: 0, low: 0)
    }
  }

  func attemptIdentifiers() throws -> AttemptIdentifiers {
    try AttemptIdentifiers(database.prepare("SELECT id FROM attempt WHERE number = ?1"))
  }

  /// Looks each of them up by its number.
  package func identifiers(of attempts: [Int32]) throws -> [Identifier] {
    let identifiers = try attemptIdentifiers()
    return try attempts.map { try identifiers.identifier(of: $0) }
  }

  /// The ids of calls, by their numbers.
  func callIdentifiers() throws -> [Identifier] {
    var identifiers = [Identifier(high: 0, low: 0)]
    try forEachRow(of: "call", [("number", .integer), ("id", .identifier)]) { values in
      let last = Int(values.integer(0, row: values.count - 1))
      let none = repeatElement(Identifier(high: 0, low: 0), count: last + 1 - identifiers.count)
      identifiers.append(contentsOf: none)
      for row in 0..<values.count {
        identifiers[Int(values.integer(0, row: row))] = values.identifier(1, row: row)
      }
    }
    return identifiers
  }

  /// Hands over all rows of a table, some at a time, in the order of their numbers, which are the
  /// first of the columns.
  func forEachRow(
    of table: String,
    _ columns: [TableRows.Column],
    _ body: (ColumnValues) throws -> Void
  ) throws {
    let last = try database.integer("SELECT max(number) FROM \(table)") ?? 0
    let capacity = AttemptBatches.rowCount
    var values = ColumnValues(columns.map(\.kind), capacity: capacity)
    var rows = try TableRows(of: table, columns: columns, into: values, in: database)
    for start in stride(from: 1, through: last, by: capacity) {
      try rows.read(start...min(last, start + Int64(capacity) - 1), into: &values)
      if values.count > 0 { try body(values) }
    }
  }

  /// Attempts to be asked for by their numbers, so many at a time, with everything lists show.
  func listedAttempts(atATime capacity: Int) throws -> ListedAttemptReader {
    try ListedAttemptReader(
      Set(AttemptTableColumn.allCases),
      policies: policies(),
      capacity: capacity,
      in: database
    )
  }
}

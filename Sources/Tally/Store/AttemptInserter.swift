internal import SQLite

/// Inserts new rows into the attempt table, sixteen with one statement.
///
/// A statement has a cost of its own, about as much as five rows; rows wait here until there are
/// enough, and ``flush()`` writes those that are left.
struct AttemptInserter: ~Copyable {
  private static let rowCount = 16

  private var rows: [(row: AttemptRow, number: Int32, id: Identifier)] = []
  private let columnCount: Int
  private let many: Statement
  private let one: Statement
  private let slots: IdentifierSlots

  init(columns: [String], in database: borrowing Database) throws {
    let list = columns.joined(separator: ", ")
    let values = "(" + repeatElement("?", count: columns.count + 2).joined(separator: ", ") + ")"
    let head = "INSERT INTO attempt (number, id, \(list)) VALUES "
    let many = try database.prepare(
      head + repeatElement(values, count: Self.rowCount).joined(separator: ", ")
    )
    let one = try database.prepare(head + values)
    columnCount = columns.count + 2
    self.many = many
    self.one = one
    slots = IdentifierSlots(count: Self.rowCount)
  }

  mutating func insert(_ row: AttemptRow, number: Int32, id: Identifier) throws {
    rows.append((row, number, id))
    guard rows.count == Self.rowCount else { return }
    many.clearBindings()
    for slot in 0..<Self.rowCount { bind(slot, to: many, at: slot * columnCount) }
    try many.run()
    rows.removeAll(keepingCapacity: true)
  }

  /// Writes the rows that wait.
  mutating func flush() throws {
    for slot in rows.indices {
      one.clearBindings()
      bind(slot, to: one, at: 0)
      try one.run()
    }
    rows.removeAll(keepingCapacity: true)
  }

  /// Binds what is not NULL.
  private func bind(_ slot: Int, to statement: borrowing Statement, at start: Int) {
    statement.bind(Int64(rows[slot].number), at: start + 1)
    let id = rows[slot].id
    slots.bind(high: id.high, low: id.low, slot: slot, to: statement, at: start + 2)
    for index in 0..<AttemptField.integerCount
    where rows[slot].row.integers[index] != AttemptField.null {
      statement.bind(rows[slot].row.integers[index], at: start + 3 + index)
    }
    if let message = rows[slot].row.statusMessage { statement.bind(message, at: start + 18) }
    if let extra = rows[slot].row.extra { statement.bind(extra, at: start + 19) }
    statement.bind(Int64(rows[slot].row.known), at: start + 20)
    statement.bind(rows[slot].row.isDimensionLost ? 1 : 0, at: start + 21)
    if let state = rows[slot].row.mergeState { statement.bind(state, at: start + 22) }
  }
}

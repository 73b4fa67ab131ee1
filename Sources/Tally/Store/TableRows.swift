internal import SQLite

/// Finds rows of a table by their numbers: in its pages where it can, else through SQLite.
struct TableRows: ~Copyable {
  private let row: Statement
  private var stored: StoredRows?
  /// Which of the two has the row at hand.
  private var isStored = false

  /// For some columns of a table, in the order in which they will be asked for.
  init(of table: String, columns: [String], in database: borrowing Database) throws {
    let row = try database.prepare(
      "SELECT \(columns.joined(separator: ", ")) FROM \(table) WHERE number = ?1"
    )
    stored = try StoredRows(of: table, columns: columns, in: database)
    self.row = row
  }

  /// Looks for a row, fastest for one number after the other; false where there is none.
  @inline(__always)
  mutating func move(to number: Int64) throws -> Bool {
    switch stored?.move(to: number) {
    case .found:
      isStored = true
      return true
    case .absent: return false
    case .declined, nil:
      isStored = false
      row.reset()
      row.bind(number, at: 1)
      return try row.step()
    }
  }
}

/// The columns of the row that was found last.
extension TableRows: ColumnSource {
  @inline(__always)
  func integer(_ column: Int) -> Int64 {
    switch stored {
    case .some(let stored) where isStored: stored.integer(column)
    default: row.integer(column)
    }
  }

  @inline(__always)
  func optionalInteger(_ column: Int) -> Int64? {
    switch stored {
    case .some(let stored) where isStored: stored.optionalInteger(column)
    default: row.optionalInteger(column)
    }
  }

  @inline(__always)
  func optionalText(_ column: Int) -> String? {
    switch stored {
    case .some(let stored) where isStored: stored.optionalText(column)
    default: row.optionalText(column)
    }
  }

  @inline(__always)
  func words(_ column: Int) -> (high: UInt64, low: UInt64)? {
    switch stored {
    case .some(let stored) where isStored: stored.words(column)
    default: row.words(column)
    }
  }
}

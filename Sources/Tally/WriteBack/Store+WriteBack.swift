internal import SQLite

extension Store {
  /// Whether there is such a table: stores of earlier versions lack some, and readers add none.
  func hasTable(_ name: String) throws -> Bool {
    try database.integer(
      "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = '\(name)'"
    ) == 1
  }
}

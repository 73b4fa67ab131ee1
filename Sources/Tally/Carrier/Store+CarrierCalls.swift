internal import SQLite

extension Store {
  /// Whether there are any records of a carrier.
  var hasCarrierCalls: Bool {
    get throws {
      let table =
        "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'carrier_call'"
      guard try database.integer(table) != 0 else { return false }
      return try database.integer("SELECT EXISTS (SELECT 1 FROM carrier_call)") == 1
    }
  }
}

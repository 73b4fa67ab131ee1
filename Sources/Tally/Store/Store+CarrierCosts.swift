internal import SQLite

extension Store {
  package func carrierCosts() throws -> CarrierCosts {
    var costs = CarrierCosts()
    guard try hasTable("attempt_carrier_cost") else { return costs }
    let rows = try database.prepare("SELECT attempt, cost_microcents FROM attempt_carrier_cost")
    while try rows.step() {
      if let attempt = Int32(exactly: rows.integer(0)) { costs.set(rows.integer(1), of: attempt) }
    }
    return costs
  }

  /// Whether the store has a table that stores of earlier versions lack.
  func hasTable(_ name: String) throws -> Bool {
    try database.integer(
      "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = '\(name)'"
    ) != 0
  }
}

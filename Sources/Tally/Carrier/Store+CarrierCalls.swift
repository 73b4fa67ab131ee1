internal import SQLite

extension Store {
  /// Whether there are any records of a carrier.
  var hasCarrierCalls: Bool {
    get throws {
      guard try hasTable("carrier_state") else { return false }
      return try database.integer("SELECT EXISTS (SELECT 1 FROM carrier_call)") == 1
    }
  }
}

internal import SQLite

extension Store {
  /// What the carrier charged for the legs that came in, in micro-cents, by the numbers of their calls.
  package func inboundCosts() throws -> [Int32: Int64] {
    guard try hasTable("call_inbound_cost") else { return [:] }
    var costs: [Int32: Int64] = [:]
    let rows = try database.prepare("SELECT call, cost_microcents FROM call_inbound_cost")
    while try rows.step() { costs[Int32(rows.integer(0))] = rows.integer(1) }
    return costs
  }

  /// Whether there are any records of a carrier.
  var hasCarrierCalls: Bool {
    get throws {
      guard try hasTable("carrier_state") else { return false }
      return try database.integer("SELECT EXISTS (SELECT 1 FROM carrier_call)") == 1
    }
  }
}

internal import Reports
internal import SQLite

/// Fills in what attempts and calls cost by the legs that were matched with them.
enum CarrierCosting {
  /// Writes all costs anew, within the transaction that is open.
  ///
  /// A price that is not settled, or is in a currency whose rate is not known, is no cost yet.
  static func refresh(in database: borrowing Database) throws {
    let rates = try CurrencyRates(in: database)
    try database.execute("DELETE FROM attempt_carrier_cost; DELETE FROM call_inbound_cost")
    let ofAttempt = try database.prepare(
      "INSERT INTO attempt_carrier_cost (attempt, cost_microcents) VALUES (?1, ?2)"
    )
    // The leg that came in is one; where there are more, all of them were paid for.
    let ofCall = try database.prepare(
      "INSERT INTO call_inbound_cost (call, cost_microcents) VALUES (?1, ?2) "
        + "ON CONFLICT (call) DO UPDATE SET cost_microcents = cost_microcents + excluded.cost_microcents"
    )
    let legs = try database.prepare(
      """
      SELECT carrier_match.attempt, carrier_match.call, carrier_call.charge_units,
        carrier_call.currency, coalesce(carrier_call.started_at, carrier_call.created_at)
      FROM carrier_match
      JOIN carrier_call ON carrier_call.number = carrier_match.leg
      WHERE (carrier_match.attempt IS NOT NULL OR carrier_match.method = 'inbound')
        AND carrier_call.charge_units IS NOT NULL AND carrier_call.currency IS NOT NULL
      """
    )
    while try legs.step() {
      let charge = FixedDecimal(unscaled: legs.integer(2), scale: 8)
      let instant = Instant(milliseconds: legs.integer(4))
      guard
        let microcents = try? rates.microcents(charge, of: legs.text(3).uppercased(), at: instant)
      else {
        continue
      }
      if let attempt = legs.optionalInteger(0) {
        try write(microcents, of: attempt, with: ofAttempt)
      } else {
        try write(microcents, of: legs.integer(1), with: ofCall)
      }
    }
  }

  private static func write(
    _ microcents: Int64,
    of row: Int64,
    with statement: borrowing Statement
  ) throws {
    statement.bind(row, at: 1)
    statement.bind(microcents, at: 2)
    try statement.run()
  }
}

internal import Reports
internal import SQLite

/// Fills in what attempts cost by the legs that were matched with them.
enum CarrierCosting {
  /// Writes all costs anew, within the transaction that is open.
  ///
  /// A price that is not settled, or is in a currency whose rate of that month is not known, is no
  /// cost yet.
  static func refresh(in database: borrowing Database) throws {
    let rates = try CurrencyRates(in: database)
    try database.execute("DELETE FROM attempt_carrier_cost")
    let rows = try database.prepare(
      """
      SELECT carrier_match.attempt, carrier_call.charge_units, carrier_call.currency,
        coalesce(carrier_call.started_at, carrier_call.created_at)
      FROM carrier_match
      JOIN carrier_call ON carrier_call.number = carrier_match.leg
      WHERE carrier_match.attempt IS NOT NULL AND carrier_call.charge_units IS NOT NULL
        AND carrier_call.currency IS NOT NULL
      ORDER BY carrier_match.attempt
      """
    )
    let add = try database.prepare(
      "INSERT INTO attempt_carrier_cost (attempt, cost_microcents) VALUES (?1, ?2)"
    )
    while try rows.step() {
      let microcents: Int64
      do throws(CurrencyRates.Fault) {
        microcents = try rates.microcents(
          FixedDecimal(unscaled: rows.integer(1), scale: 8),
          of: rows.text(2).uppercased(),
          at: Instant(milliseconds: rows.integer(3))
        )
      } catch {
        continue
      }
      add.bind(rows.integer(0), at: 1)
      add.bind(microcents, at: 2)
      try add.run()
    }
  }
}

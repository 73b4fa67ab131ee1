internal import SQLite

/// Fills in what attempts cost by the legs that were matched with them.
enum CarrierCosting {
  /// Writes all costs anew, within the transaction that is open.
  ///
  /// A price that is not settled, or is in a currency whose rate is not known, is no cost yet.
  static func refresh(in database: borrowing Database) throws {
    try database.execute(
      """
      DELETE FROM attempt_carrier_cost;
      INSERT INTO attempt_carrier_cost (attempt, cost_microcents)
      SELECT carrier_match.attempt, carrier_call.charge_units
      FROM carrier_match
      JOIN carrier_call ON carrier_call.number = carrier_match.leg
      WHERE carrier_match.attempt IS NOT NULL AND carrier_call.charge_units IS NOT NULL
        AND carrier_call.currency = 'USD';
      """
    )
  }
}

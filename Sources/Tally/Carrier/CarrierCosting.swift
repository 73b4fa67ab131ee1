internal import Reports
internal import SQLite

/// Fills in what attempts and calls cost by the legs that were matched with them.
enum CarrierCosting {
  /// Writes all costs anew, within the transaction that is open.
  ///
  /// A price that is not settled, or is in a currency whose rate is not known, is no cost yet.
  static func refresh(in database: borrowing Database) throws {
    let rates = try CurrencyRates(in: database)
    var ofAttempt: [Int64: Int64] = [:]
    var ofCall: [Int64: Int64] = [:]
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
        ofAttempt[attempt] = microcents
      } else {
        // The leg that came in is one; where there are more, all of them were paid for.
        let (sum, overflow) = ofCall[legs.integer(1), default: 0]
          .addingReportingOverflow(microcents)
        guard !overflow else { throw ReportError.overflow(column: Metric.inboundCost.rawValue) }
        ofCall[legs.integer(1)] = sum
      }
    }
    try DerivedRows(amountsOf: "attempt_carrier_cost", key: "attempt")
      .replace(with: ofAttempt, in: database)
    try DerivedRows(amountsOf: "call_inbound_cost", key: "call").replace(with: ofCall, in: database)
  }
}

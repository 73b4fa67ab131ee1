import Reports
internal import SQLite

/// Reads the carrier's legs with what a bridge has to know of them.
struct CarrierLegs {
  /// A leg that was matched with an attempt.
  struct Matched {
    var attempt: Int32
    /// The number of its call's project, 0 where unknown.
    var project: Int32
    var leg: BridgeLeg
    /// What the carrier counted, and with it rounded up to its increment.
    var billedSeconds: Int64
  }

  let store: Store
  let request: ReconcileRequest
  /// What other currencies are worth; empty where nothing is to be converted.
  let currencies: CurrencyRates

  init(store: Store, request: ReconcileRequest) throws {
    self.store = store
    self.request = request
    currencies = request.convertsCurrencies ? try store.currencyRates() : CurrencyRates()
  }

  /// Whether the store has the tables at all, which the first import of legs makes.
  func areThere() throws -> Bool {
    try store.database.integer(
      "SELECT count(*) FROM sqlite_schema WHERE name IN ('carrier_call', 'carrier_match')"
    ) == 2
  }

  /// The start of the first and of the last of all legs, in UTC milliseconds; nil for none.
  func coverage() throws -> ClosedRange<Int64>? {
    let row = try store.database.prepare(
      "SELECT min(\(Self.start)), max(\(Self.start)) FROM carrier_call AS leg "
        + "WHERE \(Self.isOfAccount)"
    )
    row.bind(request.account, at: 1)
    guard try row.step(), let first = row.optionalInteger(0), let last = row.optionalInteger(1)
    else { return nil }
    return first...last
  }

  /// Accounts by name, each with how many legs it has.
  func accounts() throws -> [(account: String, count: Int64)] {
    let rows = try store.database.prepare(
      "SELECT account_sid, count(*) FROM carrier_call GROUP BY 1 ORDER BY 1"
    )
    var accounts: [(account: String, count: Int64)] = []
    while try rows.step() { accounts.append((rows.text(0), rows.integer(1))) }
    return accounts
  }

  /// All legs of the account that are matched, whatever month they are of.
  func matched() throws -> [Matched] {
    let rows = try store.database.prepare(
      """
      SELECT \(Self.columns), carrier_match.attempt, call.project
      FROM carrier_match JOIN carrier_call AS leg ON leg.number = carrier_match.leg
        LEFT JOIN call ON call.number = carrier_match.call
      WHERE carrier_match.attempt IS NOT NULL AND \(Self.isOfAccount)
      ORDER BY carrier_match.attempt
      """
    )
    rows.bind(request.account, at: 1)
    var matched: [Matched] = []
    while try rows.step() {
      guard let attempt = Int32(exactly: rows.integer(6)) else { continue }
      matched.append(
        Matched(
          attempt: attempt,
          project: Int32(truncatingIfNeeded: rows.integer(7)),
          leg: leg(rows),
          billedSeconds: billedSeconds(rows.integer(2))
        )
      )
    }
    return matched
  }

  /// Legs that are matched with nothing, with the number of their call's project, 0 where unknown.
  func forEachUnmatched(_ body: (_ leg: BridgeLeg, _ project: Int32) throws -> Void) throws {
    let rows = try store.database.prepare(
      """
      SELECT \(Self.columns), call.project, carrier_match.call IS NOT NULL,
        coalesce(leg.direction = 'inbound', leg.parent_sid IS NULL),
        EXISTS (SELECT 1 FROM carrier_call AS other
          WHERE other.parent_sid = leg.parent_sid AND other.number <> leg.number
            AND other.to_number IS leg.to_number AND other.started_at IS leg.started_at
            AND other.duration_seconds IS leg.duration_seconds
            AND other.charge_units IS leg.charge_units AND other.currency IS leg.currency
            AND (other.sid < leg.sid OR EXISTS (SELECT 1 FROM carrier_match AS match
              WHERE match.leg = other.number AND match.attempt IS NOT NULL)))
      FROM carrier_call AS leg
        LEFT JOIN carrier_match ON carrier_match.leg = leg.number
        LEFT JOIN call ON call.number = carrier_match.call
      WHERE carrier_match.attempt IS NULL AND \(Self.isOfAccount)
      ORDER BY leg.number
      """
    )
    rows.bind(request.account, at: 1)
    while try rows.step() {
      var leg = leg(rows)
      leg.isCallKnown = rows.integer(7) == 1
      leg.isInbound = rows.integer(8) == 1
      leg.isDuplicate = rows.integer(9) == 1
      try body(leg, Int32(truncatingIfNeeded: rows.integer(6)))
    }
  }

  private static let start = "coalesce(leg.started_at, leg.created_at)"
  private static let isOfAccount = "(?1 IS NULL OR leg.account_sid = ?1)"
  private static let columns = """
    leg.number, \(start), coalesce(leg.duration_seconds, 0), leg.charge_units, leg.currency,
    leg.status IN ('queued', 'ringing', 'in-progress')
    """

  private func leg(_ row: borrowing Statement) -> BridgeLeg {
    let start = row.optionalInteger(1).map { Instant(milliseconds: $0) }
    let charge = row.optionalInteger(3)
    let isRunning = row.integer(5) == 1
    let period = request.billingPeriod
    var leg = BridgeLeg(
      number: row.integer(0),
      isBilled: start.map(period.contains) ?? period.isUnbounded,
      chargeUnits: charge,
      // What rang in vain is never priced.
      isUnsettled: charge == nil && (isRunning || row.integer(2) > 0),
      // What is not charged yet is no amount of any currency.
      currency: row.optionalText(4) ?? (charge == nil ? Bridges.home : Bridges.unknown)
    )
    if request.convertsCurrencies, leg.currency != Bridges.home { convert(&leg, at: start) }
    return leg
  }

  /// Turns a charge into dollars; one that cannot be stays what it is, in a bridge of its own.
  private func convert(_ leg: inout BridgeLeg, at start: Instant?) {
    guard let charge = leg.chargeUnits else {
      leg.currency = Bridges.home
      return
    }
    guard let start,
      let converted = try? currencies.microcents(
        FixedDecimal(unscaled: charge, scale: 8),
        of: leg.currency,
        at: start
      )
    else { return }
    leg.chargeUnits = converted
    leg.currency = Bridges.home
  }

  private func billedSeconds(_ seconds: Int64) -> Int64 {
    let increment = request.incrementSeconds
    return (seconds + increment - 1) / increment * increment
  }
}

internal import Reports
internal import SQLite

/// Which leg of the carrier's an attempt was matched with, and why.
enum CarrierLegReason {
  static func step(
    of attempt: Int32,
    _ microcents: Int64?,
    ofInboundLeg share: Int64,
    in store: Store
  ) throws -> AttemptExplanation.Step {
    var members: [(key: String, json: String)] = []
    let reason =
      try leg(of: attempt, in: store, &members) ?? unmatched(attempt, in: store)
      ?? (microcents == nil
        ? "no record of the carrier's is matched with it" : "the carrier charged it")
    if share != 0 { members.append(("inbound_share_usd", CostReasons.dollars(share))) }
    let ofInboundLeg =
      share == 0 ? "" : "; and $\(CostReasons.dollars(share)) of what the call's inbound leg cost"
    return AttemptExplanation.Step(
      name: "carrier",
      microcents: microcents,
      members: members,
      reason: reason + ofInboundLeg
    )
  }

  private static func leg(
    of attempt: Int32,
    in store: Store,
    _ members: inout [(key: String, json: String)]
  ) throws -> String? {
    guard try store.hasTable("carrier_match") else { return nil }
    let row = try store.database.prepare(
      "SELECT sid, parent_sid, duration_seconds, charge_units, currency, method, confidence, "
        + "distance_ms, coalesce(started_at, created_at) FROM carrier_match JOIN carrier_call ON carrier_call.number = "
        + "carrier_match.leg WHERE carrier_match.attempt = ?1"
    )
    row.bind(Int64(attempt), at: 1)
    guard try row.step() else { return nil }
    members = [
      ("sid", JSONText.quoted(row.text(0))),
      ("parent_sid", row.optionalText(1).map(JSONText.quoted) ?? "null"),
      ("duration_seconds", row.optionalInteger(2).map(String.init) ?? "null"),
      ("charge", row.optionalInteger(3).map(CostReasons.dollars) ?? "null"),
      ("currency", row.optionalText(4).map(JSONText.quoted) ?? "null"),
      ("method", row.optionalText(5).map(JSONText.quoted) ?? "null"),
      ("confidence", row.optionalInteger(6).map(String.init) ?? "null"),
      ("distance_ms", row.optionalInteger(7).map(String.init) ?? "null"),
    ]
    let charge = try row.optionalInteger(3).map { units in
      try self.charge(
        units,
        row.optionalText(4),
        at: Instant(milliseconds: row.integer(8)),
        rates: store.currencyRates()
      )
    }
    let seconds = row.optionalInteger(2).map { ", \($0) s" } ?? ""
    let method =
      if row.text(5) != "parent" {
        "the number and the time alone"
      } else if row.isNull(1) {
        "the leg that came in, its number and the time"
      } else {
        "the call's sid, the number and the time"
      }
    return "leg \(row.text(0))\(seconds), \(charge ?? "not settled yet"). Matched by \(method), "
      + "\(row.integer(7)) ms apart, confidence \(row.integer(6)) of 100"
  }

  /// `0.0140 EUR × 1.0842 (2026-10)`: what was charged, and what made dollars of it.
  private static func charge(
    _ units: Int64,
    _ currency: String?,
    at instant: Instant,
    rates: CurrencyRates
  ) -> String {
    let amount = CostReasons.dollars(units)
    guard let currency else { return "\(amount) of a currency that the carrier does not tell" }
    guard currency != Bridges.home else { return "\(amount) USD" }
    do throws(CurrencyRates.Fault) {
      _ = try rates.microcents(FixedDecimal(unscaled: units, scale: 8), of: currency, at: instant)
    } catch {
      return "\(amount) \(currency) (\(error))"
    }
    let month = CivilMonth(of: instant)
    let worth = rates.dollars(of: currency, in: month)?.text(decimals: 0...18) ?? ""
    return "\(amount) \(currency) × \(worth) (\(month))"
  }

  private static func unmatched(_ attempt: Int32, in store: Store) throws -> String? {
    guard try store.hasTable("carrier_unmatched_attempt") else { return nil }
    let row = try store.database.prepare(
      "SELECT reason FROM carrier_unmatched_attempt WHERE attempt = ?1"
    )
    row.bind(Int64(attempt), at: 1)
    guard try row.step() else { return nil }
    return switch row.text(0) {
    case "no_leg": "the carrier has no record of it"
    case "ambiguous": "several records of the carrier's fit as well, and none was chosen"
    case "too_far": "the nearest record of the carrier's is too far away in time"
    case let other: other
    }
  }
}

internal import SQLite

/// Matches a carrier's legs with attempts in a store, and keeps what came of it there.
package enum CarrierMatching {
  /// How far apart a leg and its attempt may be at most, unless told otherwise.
  package static let defaultToleranceSeconds = 60

  /// Matches anew in a store that is there; returns what came of it.
  package static func run(
    path: String,
    toleranceSeconds: Int?,
    lockWaitSeconds: Int
  ) throws -> MatchSummary {
    let change = try StoreChange(path: path, lockWaitSeconds: lockWaitSeconds)
    if let toleranceSeconds {
      try set("tolerance_seconds", Int64(toleranceSeconds), in: change.database)
    }
    let summary = try refresh(in: change.database)
    try change.commit()
    return summary
  }

  /// Whether there is anything of a carrier to match; stores of earlier versions have not.
  static func hasLegs(in database: borrowing Database) throws -> Bool {
    let table = "SELECT count(*) FROM sqlite_schema WHERE name = 'carrier_state'"
    guard try database.integer(table) != 0 else { return false }
    return try database.integer("SELECT EXISTS (SELECT 1 FROM carrier_call)") == 1
  }

  static func isStale(in database: borrowing Database) throws -> Bool {
    try value(of: "stale", in: database) == 1
  }

  /// Notes that something has changed since what is matched was; ``refresh(in:)`` takes it back.
  static func setStale(_ isStale: Bool, in database: borrowing Database) throws {
    try set("stale", isStale ? 1 : 0, in: database)
  }

  /// Matches all there is, within the transaction that is open.
  @discardableResult
  static func refresh(in database: borrowing Database) throws -> MatchSummary {
    let tolerance =
      try value(of: "tolerance_seconds", in: database) ?? Int64(defaultToleranceSeconds)
    let input = try MatchInput(in: database)
    var matcher = CarrierMatcher(
      attempts: input.attempts,
      legs: input.legs,
      callOfParent: input.callOfParent,
      toleranceMilliseconds: tolerance * 1000
    )
    matcher.match()
    try write(matcher, in: database)
    try CarrierCosting.refresh(in: database)
    try setStale(false, in: database)
    return MatchSummary(matcher)
  }

  private static func write(_ matcher: CarrierMatcher, in database: borrowing Database) throws {
    var matches: [Int64: MatchRow] = [:]
    matches.reserveCapacity(matcher.legs.count)
    for (index, outcome) in matcher.ofLeg.enumerated() {
      matches[Int64(matcher.legs[index].number)] = MatchRow(
        call: matcher.call(ofLeg: index),
        attempt: outcome.other.map { matcher.attempts[$0].number },
        outcome: outcome
      )
    }
    try MatchRow.table.replace(with: matches, in: database)
    var unmatched: [Int64: String] = [:]
    for (index, outcome) in matcher.ofAttempt.enumerated() where outcome.other == nil {
      unmatched[Int64(matcher.attempts[index].number)] = outcome.reason?.rawValue
    }
    try DerivedRows<String>(
      table: "carrier_unmatched_attempt",
      columns: ["attempt", "reason"],
      read: { $0.text(1) },
      bind: { reason, statement in statement.bind(reason, at: 2) }
    ).replace(with: unmatched, in: database)
  }

  private static func value(of name: String, in database: borrowing Database) throws -> Int64? {
    try database.integer("SELECT value FROM carrier_state WHERE name = '\(name)'")
  }

  private static func set(
    _ name: String,
    _ value: Int64,
    in database: borrowing Database
  ) throws {
    try database.execute(
      "INSERT INTO carrier_state (name, value) VALUES ('\(name)', \(value)) "
        + "ON CONFLICT (name) DO UPDATE SET value = excluded.value"
    )
  }
}

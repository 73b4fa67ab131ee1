internal import SQLite

/// What the store keeps of a leg's match, behind the leg's number.
struct MatchRow: Equatable {
  private var call: Int64?
  private var attempt: Int64?
  private var method: String?
  private var confidence: Int64?
  private var distanceMilliseconds: Int64?
  private var reason: String?

  /// `call` and `attempt` are their numbers; a call of 0 is none.
  init(call: Int32, attempt: Int32?, outcome: MatchOutcome) {
    self.call = call == 0 ? nil : Int64(call)
    self.attempt = attempt.map { Int64($0) }
    method = outcome.method?.rawValue
    confidence = outcome.method == nil ? nil : Int64(outcome.confidence)
    distanceMilliseconds = outcome.other == nil ? nil : outcome.distanceMilliseconds
    reason = outcome.reason?.rawValue
  }

  private init(_ row: borrowing Statement) {
    call = row.optionalInteger(1)
    attempt = row.optionalInteger(2)
    method = row.optionalText(3)
    confidence = row.optionalInteger(4)
    distanceMilliseconds = row.optionalInteger(5)
    reason = row.optionalText(6)
  }

  private func bind(to statement: borrowing Statement) {
    statement.bind(call, at: 2)
    statement.bind(attempt, at: 3)
    statement.bind(method, at: 4)
    statement.bind(confidence, at: 5)
    statement.bind(distanceMilliseconds, at: 6)
    statement.bind(reason, at: 7)
  }

  static var table: DerivedRows<Self> {
    DerivedRows(
      table: "carrier_match",
      columns: ["leg", "call", "attempt", "method", "confidence", "distance_ms", "reason"],
      read: { Self($0) },
      bind: { row, statement in row.bind(to: statement) }
    )
  }
}

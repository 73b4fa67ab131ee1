/// What matching came to.
package struct MatchSummary: Sendable, Equatable {
  /// Legs that were dialled for a caller, and how many of those were matched with attempts.
  package var legs = 0
  package var matchedLegs = 0
  /// Attempts of the time that the carrier's records cover, those without a leg among them.
  package var attempts = 0
  /// Legs that came in, and how many of those OneUptime has the call of.
  package var inboundLegs = 0
  package var knownInboundLegs = 0
  /// Legs that were not matched, and attempts, by reason.
  package var legReasons: [String: Int] = [:]
  package var attemptReasons: [String: Int] = [:]

  init(_ matcher: CarrierMatcher) {
    for (index, outcome) in matcher.ofLeg.enumerated() {
      if matcher.legs[index].kind == .inbound {
        inboundLegs += 1
        if outcome.reason == nil { knownInboundLegs += 1 }
      } else {
        legs += 1
        if outcome.other != nil { matchedLegs += 1 }
      }
      if let reason = outcome.reason { legReasons[reason.rawValue, default: 0] += 1 }
    }
    attempts = matcher.ofAttempt.count
    for outcome in matcher.ofAttempt {
      if let reason = outcome.reason { attemptReasons[reason.rawValue, default: 0] += 1 }
    }
  }
}

extension MatchSummary {
  /// The object `carrier match --json` prints.
  package var json: String {
    "{\"legs\":\(legs),\"matched_legs\":\(matchedLegs),\"inbound_legs\":\(inboundLegs),"
      + "\"known_inbound_legs\":\(knownInboundLegs),\"attempts\":\(attempts),"
      + "\"unmatched_legs\":\(Self.json(legReasons)),"
      + "\"unmatched_attempts\":\(Self.json(attemptReasons))}"
  }

  private static func json(_ counts: [String: Int]) -> String {
    let members = counts.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }
    return "{\(members.joined(separator: ","))}"
  }

  /// One line for people and logs.
  package var sentence: String {
    "matched \(matchedLegs) of \(legs) dialled legs with \(attempts) attempts, "
      + "and \(knownInboundLegs) of \(inboundLegs) inbound legs with calls"
      + Self.list("; legs not matched: ", legReasons)
      + Self.list("; attempts not matched: ", attemptReasons)
  }

  private static func list(_ title: String, _ counts: [String: Int]) -> String {
    guard !counts.isEmpty else { return "" }
    return title
      + counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
  }
}

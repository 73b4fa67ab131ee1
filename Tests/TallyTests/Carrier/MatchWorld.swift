@testable import Tally

/// Attempts and legs for tests of matching, in seconds of one clock.
struct MatchWorld {
  var attempts: [MatchAttempt] = []
  var legs: [MatchLeg] = []
  /// Call n has the parent of index n - 1.
  var callOfParent: [Int32] = []

  /// Adds an attempt of a call; without a parent nothing tells what the carrier calls it.
  mutating func addAttempt(
    call: Int32,
    hasParent: Bool = true,
    phone: Int32 = 0,
    from start: Double,
    to end: Double?,
    talked: Int64? = nil
  ) {
    attempts.append(
      MatchAttempt(
        number: Int32(attempts.count + 1),
        call: call,
        parent: hasParent ? call - 1 : -1,
        phone: phone,
        start: Int64(start * 1000),
        end: end.map { Int64($0 * 1000) },
        isAnswered: talked != nil,
        dialSeconds: talked ?? 0
      )
    )
    while callOfParent.count < call { callOfParent.append(0) }
    if hasParent { callOfParent[Int(call) - 1] = call }
  }

  /// Adds a leg of a parent; a negative one is none.
  mutating func addLeg(
    parent: Int32,
    phone: Int32 = 0,
    shows caller: Int32 = -1,
    account: Int32 = 0,
    from start: Double,
    to end: Double?,
    talked: Int64 = 0,
    kind: MatchLeg.Kind = .child
  ) {
    while callOfParent.count <= parent { callOfParent.append(0) }
    legs.append(
      MatchLeg(
        number: Int32(legs.count + 1),
        sid: Identifier(high: 0, low: UInt64(legs.count + 1)),
        kind: kind,
        parent: parent,
        phone: phone,
        from: caller,
        account: account,
        begin: Int64(start * 1000),
        end: end.map { Int64($0 * 1000) },
        seconds: talked,
        isUnanswered: talked == 0 && end != nil,
        chargeUnits: nil
      )
    )
  }

  func matched(toleranceSeconds: Int64 = 60) -> CarrierMatcher {
    var matcher = CarrierMatcher(
      attempts: attempts,
      legs: legs,
      callOfParent: callOfParent,
      toleranceMilliseconds: toleranceSeconds * 1000
    )
    matcher.match()
    return matcher
  }
}

extension CarrierMatcher {
  /// For each leg the number of its attempt, or why it has none.
  var legTexts: [String] {
    ofLeg.map { outcome in
      outcome.other.map { String(attempts[$0].number) } ?? outcome.reason?.rawValue ?? "-"
    }
  }

  /// For each attempt the number of its leg, or why it has none.
  var attemptTexts: [String] {
    ofAttempt.map { outcome in
      outcome.other.map { String(legs[$0].number) } ?? outcome.reason?.rawValue ?? "-"
    }
  }
}

/// How badly a leg and an attempt fit together, in milliseconds: 0 is as well as can be.
struct MatchCosts {
  let offsets: ClockOffsets
  /// Pairs that fit worse are none.
  let gate: Int64
  let toleranceMilliseconds: Int64

  /// Where too little is known of the clocks to be strict.
  private static let looseGate: Int64 = 5000
  private static let leastGate: Int64 = 1500
  /// How much sooner than its attempt a leg can seem to begin: the carrier cuts seconds off.
  private static let slack: Int64 = 1000
  /// What ends sooner after its attempt's start was not dialled for it.
  private static let shortest: Int64 = 1500
  /// The same where there is no end to compare.
  private static let openSlack: Int64 = 250

  init(_ anchors: [ClockOffsets.Anchor], toleranceMilliseconds: Int64) {
    offsets = ClockOffsets(anchors)
    let gate = offsets.spread.map { max(Self.leastGate, 4 * $0) } ?? Self.looseGate
    self.gate = min(gate, toleranceMilliseconds)
    self.toleranceMilliseconds = toleranceMilliseconds
  }

  /// How far the ends are apart by the same clock; nil where one of them is not known.
  func endDistance(_ attempt: MatchAttempt, _ leg: MatchLeg) -> Int64? {
    guard let end = attempt.end, let legEnd = leg.end else { return nil }
    return end - legEnd - offsets[legEnd]
  }

  /// What pairs of the same number cost; ``Assignment/forbidden`` where they cannot be.
  func cost(_ attempt: MatchAttempt, _ leg: MatchLeg) -> Int64 {
    let begin = leg.begin + offsets[leg.begin]
    guard let end = attempt.end, let distance = endDistance(attempt, leg) else {
      // Of one that nobody saw end only the start is known: the greeting comes before the leg.
      let wait = begin - attempt.start
      guard wait >= -Self.openSlack, wait <= toleranceMilliseconds, begin <= attempt.limit else {
        return Assignment.forbidden
      }
      // Where a leg ends the next attempt begins: one that ends at once was for the one before.
      if let legEnd = leg.end, legEnd + offsets[legEnd] - attempt.start < Self.shortest {
        return Assignment.forbidden
      }
      return gate * 3 / 4 + wait * gate / (4 * max(1, toleranceMilliseconds))
    }
    let early = max(0, attempt.start - Self.slack - begin)
    let late = max(0, begin - end - Self.slack)
    return abs(distance) + early + late + contradiction(attempt, leg)
  }

  /// What the two say about the talk, as far as they contradict each other.
  private func contradiction(_ attempt: MatchAttempt, _ leg: MatchLeg) -> Int64 {
    // A voicemail or early media is billed though nobody answered.
    guard attempt.isAnswered else { return leg.seconds > 0 ? 200 : 0 }
    guard !leg.isUnanswered else { return 5000 }
    guard leg.end != nil else { return 0 }
    return max(0, abs(attempt.dialSeconds - leg.seconds) - 1) * 500
  }

  /// Whether talk of the same length, to the second, makes up for ends that are far apart.
  func isCorroborated(_ attempt: MatchAttempt, _ leg: MatchLeg) -> Bool {
    attempt.isAnswered && leg.seconds >= 10 && abs(attempt.dialSeconds - leg.seconds) <= 1
      && cost(attempt, leg) <= toleranceMilliseconds
  }
}

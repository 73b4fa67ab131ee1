internal import Reports

/// What a line of a rate card asks for a ring, and when.
///
/// A call of s seconds is billed as max(s, minimum), rounded up to the initial seconds, and beyond
/// them to whole increments. It costs the fee and the rate for the billed seconds: micro-cents a
/// minute × billed ÷ 60, rounded once, half away from zero.
package struct RateTerms: Sendable, Hashable {
  package var microcentsPerMinute: Int64
  package var feeMicrocents: Int64
  package var initialSeconds: Int64
  /// Above zero.
  package var incrementSeconds: Int64
  package var minimumSeconds: Int64
  /// What a ring costs that nobody answers.
  package var unansweredFeeMicrocents: Int64
  /// UTC milliseconds; open where `Int64.min` and `Int64.max`, of which the second is excluded.
  package var validFrom: Int64
  package var validTo: Int64

  /// No rate or fee is above 1,000 dollars, so that no cost of any attempt leaves 64 bits.
  static let mostMicrocents: Int64 = 100_000_000_000
  /// Initial seconds, increments and minimums are at most a day.
  static let mostSeconds: Int64 = 86_400

  /// The seconds that a call is billed for.
  package func billedSeconds(dialSeconds: Int64) -> Int64 {
    let seconds = max(dialSeconds, minimumSeconds)
    guard seconds > initialSeconds else { return initialSeconds }
    let beyond = seconds - initialSeconds
    return initialSeconds + (beyond + incrementSeconds - 1) / incrementSeconds * incrementSeconds
  }

  /// What a call costs that was answered and took so long; `dialSeconds` is at least 0.
  package func microcents(dialSeconds: Int64) -> Int64 {
    feeMicrocents + rateMicrocents(seconds: billedSeconds(dialSeconds: dialSeconds))
  }

  /// What so many seconds cost by the rate alone, without fee and increments.
  package func rateMicrocents(seconds: Int64) -> Int64 {
    let dividend = Int128(microcentsPerMinute) * Int128(seconds)
    // Within 64 bits by the limits above.
    return FixedDecimal(rounding: dividend, dividedBy: 60, scale: 0)?.unscaled ?? .max
  }

  /// What an attempt costs; ``AttemptSegment/unknownTime`` where its duration is not known.
  @inline(__always)
  func microcents(isAnswered: Bool, dialSeconds: Int32) -> Int64 {
    guard isAnswered else { return unansweredFeeMicrocents }
    guard dialSeconds >= 0 else { return AttemptSegment.unknownTime }
    return microcents(dialSeconds: Int64(dialSeconds))
  }

  /// Whether it counts for an attempt that began then; an unknown start is in no bounded span.
  @inline(__always)
  func isValid(at milliseconds: Int64) -> Bool {
    if milliseconds == AttemptSegment.unknownTime { return validFrom == .min && validTo == .max }
    return milliseconds >= validFrom && milliseconds < validTo
  }
}

/// How an attempt ended, or that it has not; every attempt has exactly one.
package enum Outcome: UInt8, CaseIterable, Sendable {
  case answered
  case open
  case stale
  case callerHungUp
  case busy
  case failed
  case noAnswer
  case other

  /// The age beyond which nobody's phone can be ringing any more.
  static let staleAfterMilliseconds: Int64 = 4 * 3_600_000

  /// The word in reports and `--outcome`.
  package var name: String {
    switch self {
    case .answered: "answered"
    case .open: "open"
    case .stale: "stale"
    case .callerHungUp: "caller_hung_up"
    case .busy: "busy"
    case .failed: "failed"
    case .noAnswer: "no_answer"
    case .other: "other"
    }
  }

  /// Reads the word that ``name`` gives.
  package init?(name: some StringProtocol) {
    guard let outcome = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = outcome
  }

  /// Derives the outcome from the facts of one attempt.
  ///
  /// An unanswered attempt that has ended although its status is still Initiated, Ringing or
  /// Escalated is `other`: nothing tells why it ended.
  ///
  /// `status` is nil where upstream does not know it, `milliseconds` where neither startedAt nor
  /// createdAt is known; such an attempt is never stale. `asOf` is in UTC milliseconds.
  init(answered: Bool, status: CallStatus?, ended: Bool, at milliseconds: Int64?, asOf: Int64) {
    if answered {
      self = .answered
      return
    }
    switch status {
    case .initiated, .ringing, .escalated:
      guard !ended else {
        self = .other
        return
      }
      guard let milliseconds else {
        self = .open
        return
      }
      // Only the missing as-of of an empty store, the smallest number, overflows.
      let (age, overflow) = asOf.subtractingReportingOverflow(milliseconds)
      self = !overflow && age > Self.staleAfterMilliseconds ? .stale : .open
    case .callerHungUp: self = .callerHungUp
    case .busy: self = .busy
    case .failed: self = .failed
    case .noAnswer: self = .noAnswer
    case .connected, .completed, nil: self = .other
    }
  }
}

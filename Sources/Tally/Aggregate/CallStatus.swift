/// The statuses that upstream writes; any other text may occur besides and is kept as it is.
package enum CallStatus: String, CaseIterable, Sendable {
  case initiated = "Initiated"
  case ringing = "Ringing"
  case connected = "Connected"
  case escalated = "Escalated"
  case noAnswer = "NoAnswer"
  case failed = "Failed"
  case completed = "Completed"
  case callerHungUp = "CallerHungUp"
  case busy = "Busy"

  /// Whether an attempt with this status, not answered and not ended, may still be ringing.
  var isInProgress: Bool {
    switch self {
    case .initiated, .ringing, .escalated: true
    case .connected, .noAnswer, .failed, .completed, .callerHungUp, .busy: false
    }
  }

  /// Whether the status, taken by its word, says that somebody answered.
  ///
  /// Where `isAnswered` says otherwise, `isAnswered` is believed and the attempt is counted as a
  /// status conflict. A status that upstream does not know claims nothing.
  var saysAnswered: Bool {
    self == .connected || self == .completed
  }
}

/// What became of a leg or an attempt.
struct MatchOutcome: Equatable {
  enum Method: String {
    /// The leg that came in: by its sid.
    case inbound
    /// By the sid of the leg that came in, the number and the time.
    case parent
    /// By number and time alone.
    case time
  }

  enum Reason: String {
    /// The carrier says which call it was dialled for, and OneUptime has no record of that call.
    case noParentRecord = "no_parent_record"
    /// A leg that came in, of a call that OneUptime does not know.
    case noCall = "no_call"
    /// No attempt is left that it could have been for.
    case noAttempt = "no_attempt"
    /// No leg is left that could have been for it.
    case noLeg = "no_leg"
    /// Several could be, and none fits clearly better.
    case ambiguous
    /// The only ones that could be are too far apart in time, or contradict each other.
    case tooFar = "too_far"
    /// The same as a leg that was matched: billed twice.
    case duplicate
  }

  /// The index of the other side; nil where there is none.
  var other: Int?
  var method: Method?
  /// 0 to 100.
  var confidence = 0
  var distanceMilliseconds: Int64 = 0
  var reason: Reason?
}

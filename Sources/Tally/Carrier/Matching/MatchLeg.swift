/// What matching needs to know of one of a carrier's legs; times are UTC milliseconds of its clock.
struct MatchLeg: Equatable {
  enum Kind {
    /// The leg that came in.
    case inbound
    /// A leg that was dialled for a caller who waits.
    case child
    /// A call that somebody's program made: none of an incoming call's.
    case other
  }

  /// The row's number in the store.
  var number: Int32
  var sid: Identifier
  var kind: Kind
  /// The sid of the leg that came in, for that leg its own, as an index; negative where nothing tells.
  var parent: Int32
  /// Whether ``parent`` is not the carrier's word, but follows from the numbers and the time.
  var isParentInferred = false
  /// The numbers that it went to and that it showed, and its account, as indices; negative for none.
  var phone: Int32
  var from: Int32 = -1
  var account: Int32 = -1
  /// The earliest time there is: some set the start when they dial, others at the answer.
  var begin: Int64
  var end: Int64?
  var seconds: Int64
  /// Ended, and nobody and nothing picked up.
  var isUnanswered: Bool
  var chargeUnits: Int64?

  /// Whether another leg says the same, as when a call is billed twice.
  func isTwin(of other: Self) -> Bool {
    var other = other
    other.number = number
    other.sid = sid
    return self == other
  }
}

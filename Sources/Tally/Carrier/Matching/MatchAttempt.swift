/// What matching needs to know of one attempt; times are UTC milliseconds of OneUptime's clock.
struct MatchAttempt {
  /// The row's number in the store.
  var number: Int32
  /// The number of its call.
  var call: Int32
  /// Which sid the carrier gave the call, as an index; negative where nothing tells.
  var parent: Int32
  /// The number that was dialled, as an index.
  var phone: Int32
  /// Before the greeting.
  var start: Int64
  /// nil where the row says that it still rings: nobody told OneUptime how it ended.
  var end: Int64?
  var isAnswered: Bool
  var dialSeconds: Int64
  /// Where the next attempt of the call begins: this one was over by then.
  var limit = Int64.max
}

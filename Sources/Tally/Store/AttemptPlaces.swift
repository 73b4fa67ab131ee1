/// Where attempts stand in time and in their calls: all that lists and positions need of each.
///
/// All arrays have the same length; the order of the attempts is of no meaning.
package struct AttemptPlaces: Sendable {
  /// The attempt's row number.
  package var attempt: [Int32] = []
  package var call: [Int32] = []
  /// The number of the rule that was rung; 0 for none.
  package var rule: [Int32] = []
  package var phone: [Int32] = []
  /// startedAt, else createdAt, in UTC milliseconds; ``AttemptSegment/unknownTime`` if both are NULL.
  package var at: [Int64] = []
  /// UTC milliseconds; ``AttemptSegment/unknownTime`` for NULL.
  package var createdAt: [Int64] = []

  /// By groups of calls, whether there may be other attempts of them elsewhere.
  ///
  /// Empty where that may be of all. The attempts of the others follow each other here.
  private(set) var isShared: [Bool] = []

  package init() {}

  /// What a segment says of them.
  package init(_ segment: AttemptSegment) {
    attempt = segment.attempt
    call = segment.call
    rule = segment.rule
    phone = segment.phone
    createdAt = segment.createdAt
    at = segment.startedAt
    for row in at.indices where at[row] == AttemptSegment.unknownTime { at[row] = createdAt[row] }
  }

  /// What a block says of them, which has these columns; see ``AttemptBlocks/sharedCallGroups``.
  init(_ block: AttemptBlock, isShared: [Bool]) {
    self.isShared = isShared
    attempt = Array(repeating: 0, count: block.count)
    call = attempt
    rule = attempt
    phone = attempt
    at = Array(repeating: AttemptSegment.unknownTime, count: block.count)
    createdAt = at
    var rows = ChosenRows()
    var numbers = [Int32](repeating: 0, count: ChosenRows.limit)
    var times = [Int64](repeating: 0, count: ChosenRows.limit)
    for start in stride(from: 0, to: block.count, by: ChosenRows.limit) {
      let range = start..<min(block.count, start + ChosenRows.limit)
      rows.choose(range)
      block.read(.attempt, rows, into: &numbers, null: 0)
      attempt.replaceSubrange(range, with: numbers[..<range.count])
      block.read(.call, rows, into: &numbers, null: 0)
      call.replaceSubrange(range, with: numbers[..<range.count])
      block.read(.rule, rows, into: &numbers, null: 0)
      rule.replaceSubrange(range, with: numbers[..<range.count])
      block.read(.phone, rows, into: &numbers, null: 0)
      phone.replaceSubrange(range, with: numbers[..<range.count])
      block.read(.at, rows, into: &times, null: AttemptSegment.unknownTime)
      at.replaceSubrange(range, with: times[..<range.count])
      block.read(.createdAt, rows, into: &times, null: AttemptSegment.unknownTime)
      createdAt.replaceSubrange(range, with: times[..<range.count])
    }
  }

  /// The columns of a block that are looked at.
  static let columns: [BlockColumn] = [.attempt, .call, .rule, .phone, .at, .createdAt]

  /// Whether all attempts of a call are here, and one behind the other.
  func isWhole(call: Int32) -> Bool {
    let group = Int(call) >> BlockHeader.callGroupBits
    return group < isShared.count && !isShared[group]
  }

  /// startedAt, else createdAt; where both are NULL the greatest number, so that it comes last.
  func timeRank(of row: Int) -> Int64 {
    at[row] == AttemptSegment.unknownTime ? .max : at[row]
  }

  /// createdAt; NULL comes last.
  func creationRank(of row: Int) -> Int64 {
    createdAt[row] == AttemptSegment.unknownTime ? .max : createdAt[row]
  }

  /// The rule that was rung, or below zero the phone where there is no rule.
  func target(of row: Int) -> Int64 {
    rule[row] != 0 ? Int64(rule[row]) : -1 - Int64(phone[row])
  }
}

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

  /// What a block says of them, which has these columns.
  init(_ block: AttemptBlock) {
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
}

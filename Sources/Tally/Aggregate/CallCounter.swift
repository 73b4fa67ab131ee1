/// Counts the distinct calls of each group.
///
/// Within a block attempts stand in the order of their calls, so a call that is in no other block
/// is new to a group if it is not the one the group saw last. Others go to ``DistinctCalls``.
struct CallCounter: Sendable {
  private typealias Facts = DistinctCalls.Facts

  /// Calls that may be in several blocks.
  private(set) var shared = DistinctCalls()
  /// By group: the call seen last, and what is known of it; call 0 is none.
  private var lastCalls: [UInt32] = []
  private var lastFacts: [UInt8] = []
  private var counted: [DistinctCalls.Counts] = []

  mutating func grow(to count: Int) {
    let more = count - counted.count
    guard more > 0 else { return }
    lastCalls.append(contentsOf: repeatElement(0, count: more))
    lastFacts.append(contentsOf: repeatElement(0, count: more))
    counted.append(contentsOf: repeatElement(DistinctCalls.Counts(), count: more))
  }

  /// Counts the calls of attempts; `isShared` says by groups of calls, empty where all may be.
  mutating func add(
    _ attempts: borrowing SelectedAttempts,
    to groups: [UInt32],
    isShared: [Bool]
  ) {
    Self.add(attempts, to: groups, isShared: isShared, &shared, &lastCalls, &lastFacts, &counted)
    shared.compactIfLarge()
  }

  private static func add(
    _ attempts: borrowing SelectedAttempts,
    to groups: [UInt32],
    isShared: [Bool],
    _ shared: inout DistinctCalls,
    _ lastCalls: inout [UInt32],
    _ lastFacts: inout [UInt8],
    _ counted: inout [DistinctCalls.Counts]
  ) {
    var lastCalls = lastCalls.mutableSpan
    var lastFacts = lastFacts.mutableSpan
    var counted = counted.mutableSpan
    let groups = groups.span
    let (calls, outcomes, isShared) = (attempts.call.span, attempts.outcome.span, isShared.span)
    for index in 0..<attempts.count {
      let outcome = outcomes[index]
      let facts: UInt8 = outcome == .answered ? 3 : outcome == .open ? 0 : 2
      let call = calls[index]
      let callGroup = Int(call) >> BlockHeader.callGroupBits
      let group = Int(groups[index])
      if callGroup >= isShared.count || isShared[callGroup] {
        shared.add(
          call: Int32(bitPattern: call),
          facts: Facts(rawValue: UInt64(facts)),
          to: groups[index]
        )
        continue
      }
      let isNew = lastCalls[group] != call
      let before = isNew ? 0 : lastFacts[group]
      let news = facts & ~before
      counted[group].calls += isNew ? 1 : 0
      counted[group].answeredCalls += Int64(news & 1)
      counted[group].decidedCalls += Int64(news >> 1)
      lastCalls[group] = call
      lastFacts[group] = before | facts
    }
  }

  /// Adds what another has counted in other blocks, whose groups have other numbers here.
  mutating func merge(_ other: consuming Self, groups: [UInt32]) {
    for (index, group) in groups.enumerated() { counted[Int(group)].add(other.counted[index]) }
    shared.merge(other.shared, groups: groups)
  }

  mutating func counts(groupCount: Int) -> [DistinctCalls.Counts] {
    var counts = shared.counts(groupCount: groupCount)
    for group in counts.indices { counts[group].add(counted[group]) }
    return counts
  }
}

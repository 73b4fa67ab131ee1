/// Counts the distinct calls of each group.
///
/// Within a block attempts stand in the order of their calls, so a call that is in no other block
/// is new to a group if it is not the one the group saw last. Others go to ``DistinctCalls``.
struct CallCounter: Sendable {
  /// What is known of a group, in one place because all of it is needed for each attempt.
  private struct Group {
    /// The call seen last, and what is known of it; call 0 is none.
    var call: UInt32 = 0
    var facts: UInt32 = 0
    var callCount: UInt32 = 0
    var answeredCount: UInt32 = 0
    var decidedCount: UInt32 = 0

    @inline(__always)
    mutating func add(call: UInt32, facts: UInt32) {
      let isNew = call != self.call
      let before = isNew ? 0 : self.facts
      let news = facts & ~before
      callCount &+= isNew ? 1 : 0
      answeredCount &+= news & 1
      decidedCount &+= news >> 1
      self.call = call
      self.facts = before | facts
    }

    var counts: DistinctCalls.Counts {
      DistinctCalls.Counts(
        calls: Int64(callCount),
        answeredCalls: Int64(answeredCount),
        decidedCalls: Int64(decidedCount)
      )
    }
  }

  /// Calls that may be in several blocks.
  private(set) var shared = DistinctCalls()
  private var own: [Group] = []
  /// What other counters have counted.
  private var others: [DistinctCalls.Counts] = []

  mutating func grow(to count: Int) {
    guard count > own.count else { return }
    own.append(contentsOf: repeatElement(Group(), count: count - own.count))
  }

  /// Counts the calls of attempts; `isShared` says by groups of calls, empty where all may be.
  mutating func add(
    _ attempts: borrowing SelectedAttempts,
    to groups: [UInt32],
    isShared: [Bool]
  ) {
    Self.add(attempts, to: groups, isShared: isShared, &shared, &own)
    shared.compactIfLarge()
  }

  private static func add(
    _ attempts: borrowing SelectedAttempts,
    to groups: [UInt32],
    isShared: [Bool],
    _ shared: inout DistinctCalls,
    _ own: inout [Group]
  ) {
    let (calls, outcomes, groups) = (attempts.call.span, attempts.outcome.span, groups.span)
    let isShared = isShared.span
    var own = own.mutableSpan
    // A group that is the only one need not go through memory from one attempt to the next.
    let isSingle = own.count == 1
    var single = Group()
    if isSingle { single = own[0] }
    for index in 0..<attempts.count {
      let outcome = outcomes[index]
      let facts: UInt32 = outcome == .answered ? 3 : outcome == .open ? 0 : 2
      let call = calls[index]
      let callGroup = Int(call) >> BlockHeader.callGroupBits
      if callGroup >= isShared.count || isShared[callGroup] {
        shared.add(
          call: Int32(bitPattern: call),
          facts: DistinctCalls.Facts(rawValue: UInt64(facts)),
          to: groups[index]
        )
      } else if isSingle {
        single.add(call: call, facts: facts)
      } else {
        own[Int(groups[index])].add(call: call, facts: facts)
      }
    }
    if isSingle { own[0] = single }
  }

  /// Adds what another has counted in other blocks, whose groups have other numbers here.
  mutating func merge(_ other: consuming Self, groups: [UInt32]) {
    let more = own.count - others.count
    if more > 0 { others.append(contentsOf: repeatElement(DistinctCalls.Counts(), count: more)) }
    for (index, group) in groups.enumerated() {
      others[Int(group)].add(other.own[index].counts)
      if index < other.others.count { others[Int(group)].add(other.others[index]) }
    }
    shared.merge(other.shared, groups: groups)
  }

  mutating func counts(groupCount: Int) -> [DistinctCalls.Counts] {
    var counts = shared.counts(groupCount: groupCount)
    for group in counts.indices {
      counts[group].add(own[group].counts)
      if group < others.count { counts[group].add(others[group]) }
    }
    return counts
  }
}

/// Counts the distinct calls of each group.
///
/// Within a block attempts stand in the order of their calls, so a call that is in no other block
/// is new to a group if it is not the one the group saw last. Others go to ``DistinctCalls``.
struct CallCounter: Sendable {
  /// What is known of a group, in one place because all of it is needed for each attempt.
  private struct Group {
    /// The attempt seen last as ``seen(_:_:)``, with the facts of those of its call before it.
    var last: UInt64 = 0
    var callCount: UInt32 = 0
    var answeredCount: UInt32 = 0
    var decidedCount: UInt32 = 0

    @inline(__always)
    mutating func add(_ seen: UInt64) {
      let isSame = last ^ seen < 4
      let before = isSame ? last & 3 : 0
      let news = seen & 3 & ~before
      callCount &+= isSame ? 0 : 1
      answeredCount &+= UInt32(truncatingIfNeeded: news & 1)
      decidedCount &+= UInt32(truncatingIfNeeded: news >> 1)
      last = seen | before
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
    let count = attempts.count
    precondition(count <= groups.count)
    let (calls, outcomes, groups) = (attempts.call.span, attempts.outcome.span, groups.span)
    var own = own.mutableSpan
    if mayBeShared(calls, count, isShared) {
      let isShared = isShared.span
      for index in 0..<count {
        let (call, outcome) = unsafe (calls[unchecked: index], outcomes[unchecked: index])
        let callGroup = Int(call) >> BlockHeader.callGroupBits
        if callGroup >= isShared.count || isShared[callGroup] {
          shared.add(
            call: Int32(bitPattern: call),
            facts: DistinctCalls.Facts(rawValue: facts(outcome)),
            to: groups[index]
          )
        } else {
          own[Int(groups[index])].add(seen(call, outcome))
        }
      }
    } else if own.count == 1 {
      // A group that is the only one need not go through memory from one attempt to the next.
      var single = own[0]
      for index in 0..<count {
        unsafe single.add(seen(calls[unchecked: index], outcomes[unchecked: index]))
      }
      own[0] = single
    } else {
      for index in 0..<count {
        let seen = unsafe seen(calls[unchecked: index], outcomes[unchecked: index])
        own[Int(unsafe groups[unchecked: index])].add(seen)
      }
    }
  }

  /// The call of one attempt, which is never 0, above its facts.
  @inline(__always)
  private static func seen(_ call: UInt32, _ outcome: Outcome) -> UInt64 {
    UInt64(call) << 2 | facts(outcome)
  }

  /// ``DistinctCalls/Facts`` of one attempt.
  @inline(__always)
  private static func facts(_ outcome: Outcome) -> UInt64 {
    outcome == .answered ? 3 : outcome == .open ? 0 : 2
  }

  /// Whether any of some calls, which stand in order, may be in other blocks.
  private static func mayBeShared(
    _ calls: Span<UInt32>,
    _ count: Int,
    _ isShared: [Bool]
  ) -> Bool {
    guard count > 0 else { return false }
    let first = Int(calls[0]) >> BlockHeader.callGroupBits
    let last = Int(calls[count - 1]) >> BlockHeader.callGroupBits
    guard first <= last, last < isShared.count else { return true }
    return isShared[first...last].contains(true)
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

extension CarrierMatcher {
  /// Matches those of one number by their ends: what ends within the gate of each other is a group.
  mutating func matchByTime(_ group: Group) {
    var ends: [(time: Int64, isLeg: Bool, index: Int)] = []
    for index in group.attempts {
      if let end = attempts[index].end { ends.append((end, false, index)) }
    }
    for index in group.legs where ofLeg[index].other == nil {
      if let end = legs[index].end { ends.append((end + costs.offsets[end], true, index)) }
    }
    ends.sort { one, other in
      if one.time != other.time { return one.time < other.time }
      if one.isLeg != other.isLeg { return other.isLeg }
      return one.isLeg
        ? legs[one.index].sid < legs[other.index].sid
        : attempts[one.index].start < attempts[other.index].start
    }
    var start = 0
    for next in 1...max(1, ends.count) {
      guard next >= ends.count || ends[next].time - ends[next - 1].time > costs.gate else {
        continue
      }
      let cluster = ends[start..<min(next, ends.count)]
      solve(cluster.filter { !$0.isLeg }.map(\.index), cluster.filter(\.isLeg).map(\.index), .time)
      start = next
    }
  }

  /// Where legs that were matched by time alone say of which call a sid is, the rest is matched as if
  /// OneUptime had told it.
  mutating func matchFoundCalls() {
    var calls: [Int32: Set<Int32>] = [:]
    for (index, outcome) in ofLeg.enumerated() where outcome.method == .time {
      guard let attempt = outcome.other, attempts[attempt].parent < 0 else { continue }
      for parent in unknownParents(of: legs[index]) {
        calls[parent, default: []].insert(attempts[attempt].call)
      }
    }
    foundCalls = [:]
    for (parent, calls) in calls {
      // Legs of one call that were matched with several contradict each other.
      if calls.count == 1, let call = calls.first { foundCalls[parent] = call }
    }
    let parents = Dictionary(grouping: foundCalls, by: \.value).filter { $0.value.count == 1 }
      .compactMapValues { $0.first?.key }
    foundCalls = Dictionary(uniqueKeysWithValues: parents.map { ($0.value, $0.key) })
    for group in groups(
      ofAttempt: { attempt in parents[attempt.call].flatMap { Self.key($0, attempt.phone) } },
      ofLeg: { $0.kind == .child ? Self.key($0.parent, $0.phone) : nil },
      isWanted: { attempt, leg in
        if let attempt { return ofAttempt[attempt].other == nil && attempts[attempt].parent < 0 }
        if let leg { return ofLeg[leg].other == nil && foundCalls[legs[leg].parent] != nil }
        return false
      }
    ) { solve(group.attempts, group.legs, .parent) }
  }

  /// From which legs, of calls that OneUptime does not know by their sid, a leg can have been dialled.
  private func unknownParents(of leg: MatchLeg) -> [Int32] {
    let parents =
      leg.parent >= 0 && !leg.isParentInferred
      ? [leg.parent] : inbound.parents(of: leg, atMost: Self.mostTogether)
    return parents.filter { callOfParent[Int($0)] == 0 }
  }

  /// Attempts that nobody saw end have only their start to go by: they get what is left, where it
  /// is one leg and begins soon.
  mutating func matchOpenByTime(_ group: Group) {
    let open = group.attempts.filter {
      ofAttempt[$0].other == nil && attempts[$0].end == nil && ofAttempt[$0].reason == nil
    }
    let rest = group.legs.filter { ofLeg[$0].other == nil && ofLeg[$0].reason == nil }
    var found: [(attempt: Int, leg: Int)] = []
    for attempt in open {
      for leg in rest where canBeOfCall(attempts[attempt], legs[leg]) {
        let wait = legs[leg].begin + costs.offsets[legs[leg].begin] - attempts[attempt].start
        // Within the leg that came in nothing else rings meanwhile.
        let isWithin = inbound.contains(legs[leg], parent: attempts[attempt].parent) == true
        guard isWithin || wait <= Self.longestGreeting,
          costs.cost(attempts[attempt], legs[leg]) < Assignment.forbidden
        else { continue }
        found.append((attempt, leg))
      }
    }
    for one in found {
      let rivals = found.count { $0.attempt == one.attempt || $0.leg == one.leg }
      if rivals == 1 {
        pair(one.attempt, one.leg, .time, 60)
      } else {
        ofAttempt[one.attempt].reason = .ambiguous
        ofLeg[one.leg].reason = .ambiguous
      }
    }
  }

  private static let longestGreeting: Int64 = 10_000
}

/// Finds out which leg of the carrier's was for which attempt: one to one, the best assignment there
/// is, and none where two would do about as well.
///
/// Legs and attempts of one call and number first; then by number and time alone those of which
/// nothing tells the call, and with the calls so found the rest of them.
struct CarrierMatcher {
  /// Two ways of matching that differ by less, in milliseconds, are as good as each other.
  static let leastMargin: Int64 = 500
  /// More of one call and number, or of one number within seconds, are beyond what can be told apart.
  static let mostTogether = 48

  let attempts: [MatchAttempt]
  let legs: [MatchLeg]
  /// By index of a carrier's sid, the number of OneUptime's call that has it; 0 for none.
  let callOfParent: [Int32]
  var ofAttempt: [MatchOutcome]
  var ofLeg: [MatchOutcome]
  /// By index of a sid, the call that legs turned out to be of.
  var foundCalls: [Int32: Int32] = [:]
  let inbound: InboundLegs
  private(set) var costs: MatchCosts

  init(
    attempts: [MatchAttempt],
    legs: [MatchLeg],
    callOfParent: [Int32],
    toleranceMilliseconds: Int64
  ) {
    self.attempts = attempts
    inbound = InboundLegs(legs)
    self.legs = Self.withParents(legs, inbound)
    self.callOfParent = callOfParent
    ofAttempt = Array(repeating: MatchOutcome(), count: attempts.count)
    ofLeg = Array(repeating: MatchOutcome(), count: legs.count)
    costs = MatchCosts([], toleranceMilliseconds: toleranceMilliseconds)
  }

  /// Legs with the parents that can be told where the carrier does not tell them.
  private static func withParents(_ legs: [MatchLeg], _ inbound: InboundLegs) -> [MatchLeg] {
    legs.map { leg in
      guard leg.kind == .child, leg.parent < 0 else { return leg }
      let parents = inbound.parents(of: leg, atMost: 2)
      guard parents.count == 1 else { return leg }
      var leg = leg
      leg.parent = parents[0]
      leg.isParentInferred = true
      return leg
    }
  }

  /// The outcome of all of them.
  mutating func match() {
    let groups = groupsByParent()
    var anchors = groups.compactMap { group in anchor(group) }
    if anchors.count < ClockOffsets.leastCount { anchors = anchorsByTime() }
    costs = MatchCosts(anchors, toleranceMilliseconds: costs.toleranceMilliseconds)
    for group in groups { solve(group.attempts, group.legs, .parent) }
    let phones = groupsByPhone()
    for phone in phones { matchByTime(phone) }
    matchFoundCalls()
    for phone in phones { matchOpenByTime(phone) }
    matchFoundCalls()
    noteInbound()
    noteRest()
  }

  /// Attempts and legs, by their indices, that can be each other's.
  struct Group {
    var attempts: [Int]
    var legs: [Int]
  }

  /// Those of the same parent and number that are on both sides.
  private func groupsByParent() -> [Group] {
    groups { attempt in
      attempt.parent < 0 ? nil : Self.key(attempt.parent, attempt.phone)
    } ofLeg: { leg in
      leg.kind == .child && leg.parent >= 0 ? Self.key(leg.parent, leg.phone) : nil
    }
  }

  /// What is left over of each number and can be told by time alone.
  private func groupsByPhone() -> [Group] {
    groups {
      $0.phone < 0 ? nil : Int64($0.phone)
    } ofLeg: { leg in
      leg.kind == .child && leg.phone >= 0 ? Int64(leg.phone) : nil
    } isWanted: { attempt, leg in
      if let attempt { return ofAttempt[attempt].other == nil }
      if let leg { return ofLeg[leg].other == nil && isOfUnknownCall(legs[leg]) }
      return false
    }
  }

  static func key(_ parent: Int32, _ phone: Int32) -> Int64? {
    phone < 0 ? nil : Int64(parent) << 32 | Int64(phone)
  }

  /// Groups of one key that have both attempts and legs, in the order of keys and then of times.
  func groups(
    ofAttempt attemptKey: (MatchAttempt) -> Int64?,
    ofLeg legKey: (MatchLeg) -> Int64?,
    isWanted: (_ attempt: Int?, _ leg: Int?) -> Bool = { _, _ in true }
  ) -> [Group] {
    var left: [(key: Int64, index: Int)] = []
    for index in attempts.indices where isWanted(index, nil) {
      if let key = attemptKey(attempts[index]) { left.append((key, index)) }
    }
    var right: [(key: Int64, index: Int)] = []
    for index in legs.indices where isWanted(nil, index) {
      if let key = legKey(legs[index]) { right.append((key, index)) }
    }
    left.sort { ($0.key, attempts[$0.index].start) < ($1.key, attempts[$1.index].start) }
    right.sort { one, other in
      let (leg, next) = (legs[one.index], legs[other.index])
      return (one.key, leg.begin, leg.sid) < (other.key, next.begin, next.sid)
    }
    var groups: [Group] = []
    var (leftIndex, rightIndex) = (0, 0)
    while leftIndex < left.count, rightIndex < right.count {
      let key = left[leftIndex].key
      if key < right[rightIndex].key {
        leftIndex += 1
      } else if key > right[rightIndex].key {
        rightIndex += 1
      } else {
        var group = Group(attempts: [], legs: [])
        while leftIndex < left.count, left[leftIndex].key == key {
          group.attempts.append(left[leftIndex].index)
          leftIndex += 1
        }
        while rightIndex < right.count, right[rightIndex].key == key {
          group.legs.append(right[rightIndex].index)
          rightIndex += 1
        }
        groups.append(group)
      }
    }
    return groups
  }

  /// Whether nothing tells which of OneUptime's calls a leg is of.
  private func isOfUnknownCall(_ leg: MatchLeg) -> Bool {
    leg.parent < 0 || leg.isParentInferred || callOfParent[Int(leg.parent)] == 0
  }
}

extension CarrierMatcher {
  /// What a group of one and one tells about the clocks.
  private func anchor(_ group: Group) -> ClockOffsets.Anchor? {
    guard group.attempts.count == 1, group.legs.count == 1 else { return nil }
    return anchor(attempts[group.attempts[0]], legs[group.legs[0]])
  }

  private func anchor(_ attempt: MatchAttempt, _ leg: MatchLeg) -> ClockOffsets.Anchor? {
    guard let end = attempt.end, let legEnd = leg.end,
      abs(end - legEnd) <= costs.toleranceMilliseconds
    else { return nil }
    return ClockOffsets.Anchor(time: legEnd, difference: end - legEnd)
  }

  /// The same by those of one number whose ends are nearest to each other.
  private func anchorsByTime() -> [ClockOffsets.Anchor] {
    var anchors: [ClockOffsets.Anchor] = []
    for group in groupsByPhone() {
      let ends = group.legs.filter { legs[$0].end != nil }
        .sorted { (legs[$0].end ?? 0, legs[$0].sid) < (legs[$1].end ?? 0, legs[$1].sid) }
      let others = group.attempts.filter { attempts[$0].end != nil }
        .sorted { (attempts[$0].end ?? 0) < (attempts[$1].end ?? 0) }
      for index in ends.indices {
        let time = legs[ends[index]].end ?? 0
        guard let other = nearest(time, others, { attempts[$0].end ?? 0 }),
          nearest(attempts[other].end ?? 0, ends, { legs[$0].end ?? 0 }) == ends[index],
          let anchor = self.anchor(attempts[other], legs[ends[index]])
        else { continue }
        anchors.append(anchor)
      }
    }
    return anchors
  }

  /// The first of those nearest to a time, of some that are in the order of their times.
  private func nearest(_ time: Int64, _ sorted: [Int], _ timeOf: (Int) -> Int64) -> Int? {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if timeOf(sorted[middle]) < time { low = middle + 1 } else { high = middle }
    }
    guard low < sorted.count else { return sorted.last }
    guard low > 0, time - timeOf(sorted[low - 1]) <= timeOf(sorted[low]) - time else {
      return sorted[low]
    }
    return sorted[low - 1]
  }
}

/// Finds out which leg of the carrier's was for which attempt: one to one, the best assignment there
/// is, and none where two would do about as well.
///
/// Legs and attempts of one call and number first; then by number and time alone those of which
/// nothing tells the call, and with the calls so found the rest of them.
struct CarrierMatcher {
  /// Two ways of matching that differ by less, in milliseconds, are as good as each other.
  static let leastMargin: Int64 = 500
  /// More of one call and number, or of one number within seconds, are beyond what can be told apart.
  private static let mostTogether = 48

  let attempts: [MatchAttempt]
  let legs: [MatchLeg]
  /// By index of a carrier's sid, the number of OneUptime's call that has it; 0 for none.
  let callOfParent: [Int32]
  var ofAttempt: [MatchOutcome]
  var ofLeg: [MatchOutcome]
  /// By index of a sid, the call that legs turned out to be of.
  private(set) var foundCalls: [Int32: Int32] = [:]
  private var costs: MatchCosts

  init(
    attempts: [MatchAttempt],
    legs: [MatchLeg],
    callOfParent: [Int32],
    toleranceMilliseconds: Int64
  ) {
    self.attempts = attempts
    self.legs = legs
    self.callOfParent = callOfParent
    ofAttempt = Array(repeating: MatchOutcome(), count: attempts.count)
    ofLeg = Array(repeating: MatchOutcome(), count: legs.count)
    costs = MatchCosts([], toleranceMilliseconds: toleranceMilliseconds)
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

  private static func key(_ parent: Int32, _ phone: Int32) -> Int64? {
    phone < 0 ? nil : Int64(parent) << 32 | Int64(phone)
  }

  /// Groups of one key that have both attempts and legs, in the order of keys and then of times.
  private func groups(
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
    leg.parent < 0 || callOfParent[Int(leg.parent)] == 0
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

extension CarrierMatcher {
  /// Matches within a group; what is matched already is left out.
  private mutating func solve(
    _ attemptIndices: [Int],
    _ legIndices: [Int],
    _ method: MatchOutcome.Method
  ) {
    let rows = attemptIndices.filter { ofAttempt[$0].other == nil }
    let columns = legIndices.filter { ofLeg[$0].other == nil }
    guard !rows.isEmpty, !columns.isEmpty else { return }
    guard rows.count <= Self.mostTogether, columns.count <= Self.mostTogether else {
      for row in rows { ofAttempt[row].reason = .ambiguous }
      for column in columns { ofLeg[column].reason = .ambiguous }
      return
    }
    let gate = costs.gate
    var table: [Int64] = []
    for row in rows {
      for column in columns {
        let isPossible = method == .parent || canBeOfCall(attempts[row], legs[column])
        let cost = isPossible ? costs.cost(attempts[row], legs[column]) : Assignment.forbidden
        table.append(cost > gate ? Assignment.forbidden : cost)
      }
    }
    let best = Assignment(
      costs: table,
      rowCount: rows.count,
      columnCount: columns.count,
      loneCost: gate
    )
    for (row, column) in best.columns.enumerated() {
      guard let column else { continue }
      let margin = self.margin(of: row, column, table, rows, columns, best)
      guard margin >= Self.leastMargin else {
        noteAmbiguous(row, column, table, rows, columns)
        continue
      }
      let cost = table[row * columns.count + column]
      let confidence =
        (method == .parent ? 99 : 90) - 10 * cost / max(1, gate) - max(0, 30 - margin / 100)
      pair(rows[row], columns[column], method, Int(max(50, confidence)))
    }
    if method == .parent { matchCorroborated(rows, columns) }
  }

  /// Leaves a pair alone, and says why to all that could be the other's of one of the two.
  private mutating func noteAmbiguous(
    _ row: Int,
    _ column: Int,
    _ table: [Int64],
    _ rows: [Int],
    _ columns: [Int]
  ) {
    for other in rows.indices where ofAttempt[rows[other]].other == nil {
      guard table[other * columns.count + column] < Assignment.forbidden else { continue }
      ofAttempt[rows[other]].reason = .ambiguous
    }
    for other in columns.indices where ofLeg[columns[other]].other == nil {
      guard table[row * columns.count + other] < Assignment.forbidden else { continue }
      ofLeg[columns[other]].reason = .ambiguous
    }
  }

  /// How much more the best assignment without a pair would cost.
  ///
  /// Legs that say the same can take each other's place: which of them it is does not matter.
  private func margin(
    of row: Int,
    _ column: Int,
    _ table: [Int64],
    _ rows: [Int],
    _ columns: [Int],
    _ best: Assignment
  ) -> Int64 {
    if rows.count == 1, columns.count == 1 { return 3000 }
    var without = table
    for other in columns.indices
    where other == column || legs[columns[other]].isTwin(of: legs[columns[column]]) {
      without[row * columns.count + other] = Assignment.forbidden
    }
    let next = Assignment(
      costs: without,
      rowCount: rows.count,
      columnCount: columns.count,
      loneCost: costs.gate
    )
    // Leaving a pair alone is no other way of matching it.
    guard next.columns[row] != nil || next.columns.contains(column) else { return 3000 }
    return next.total - best.total
  }

  /// Whether what is known of their calls does not contradict that a leg was for an attempt.
  private func canBeOfCall(_ attempt: MatchAttempt, _ leg: MatchLeg) -> Bool {
    attempt.parent < 0 || leg.parent < 0 || attempt.parent == leg.parent
  }

  /// One and one that are left and talked for equally long are each other's, however far apart.
  private mutating func matchCorroborated(_ rows: [Int], _ columns: [Int]) {
    let rows = rows.filter { ofAttempt[$0].other == nil && ofAttempt[$0].reason == nil }
    let columns = columns.filter { ofLeg[$0].other == nil && ofLeg[$0].reason == nil }
    let isAlone = rows.count == 1 && columns.count == 1
    if isAlone, costs.isCorroborated(attempts[rows[0]], legs[columns[0]]) {
      pair(rows[0], columns[0], .parent, 60)
    } else if !rows.isEmpty, !columns.isEmpty {
      for row in rows { ofAttempt[row].reason = .tooFar }
      for column in columns { ofLeg[column].reason = .tooFar }
    }
  }

  private mutating func pair(
    _ attempt: Int,
    _ leg: Int,
    _ method: MatchOutcome.Method,
    _ confidence: Int
  ) {
    let begin = legs[leg].begin
    let distance =
      costs.endDistance(attempts[attempt], legs[leg])
      ?? begin + costs.offsets[begin] - attempts[attempt].start
    ofAttempt[attempt] = MatchOutcome(
      other: leg,
      method: method,
      confidence: confidence,
      distanceMilliseconds: distance
    )
    ofLeg[leg] = ofAttempt[attempt]
    ofLeg[leg].other = attempt
  }
}

extension CarrierMatcher {
  /// Matches those of one number by their ends: what ends within the gate of each other is a group.
  private mutating func matchByTime(_ group: Group) {
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
  private mutating func matchFoundCalls() {
    var votes: [Int32: [Int32: Int]] = [:]
    for (index, outcome) in ofLeg.enumerated() {
      guard outcome.method == .time, let attempt = outcome.other, legs[index].parent >= 0 else {
        continue
      }
      votes[legs[index].parent, default: [:]][attempts[attempt].call, default: 0] += 1
    }
    for (parent, calls) in votes {
      // Legs of one call that were matched with several contradict each other.
      if calls.count == 1, let call = calls.first?.key { foundCalls[parent] = call }
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

  /// Attempts that nobody saw end have only their start to go by: they get what is left, where it
  /// is one leg and begins soon.
  private mutating func matchOpenByTime(_ group: Group) {
    let open = group.attempts.filter {
      ofAttempt[$0].other == nil && attempts[$0].end == nil && ofAttempt[$0].reason == nil
    }
    let rest = group.legs.filter { ofLeg[$0].other == nil && ofLeg[$0].reason == nil }
    var found: [(attempt: Int, leg: Int)] = []
    for attempt in open {
      for leg in rest where canBeOfCall(attempts[attempt], legs[leg]) {
        let wait = legs[leg].begin + costs.offsets[legs[leg].begin] - attempts[attempt].start
        guard wait <= Self.longestGreeting,
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

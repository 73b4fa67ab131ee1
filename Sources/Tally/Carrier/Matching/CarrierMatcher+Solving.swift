extension CarrierMatcher {
  /// Matches within a group; what is matched already is left out.
  mutating func solve(
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
    where other == column || isSame(other, as: column, for: row, rows, columns, best) {
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

  /// Whether it does not matter which of two legs a row gets: they say the same, and the other one is
  /// not for an attempt of another call.
  private func isSame(
    _ other: Int,
    as column: Int,
    for row: Int,
    _ rows: [Int],
    _ columns: [Int],
    _ best: Assignment
  ) -> Bool {
    guard legs[columns[other]].isTwin(of: legs[columns[column]]) else { return false }
    guard let taker = best.columns.firstIndex(of: other) else { return true }
    return attempts[rows[taker]].call == attempts[rows[row]].call
  }

  /// Whether what is known of their calls does not contradict that a leg was for an attempt.
  func canBeOfCall(_ attempt: MatchAttempt, _ leg: MatchLeg) -> Bool {
    if attempt.parent < 0 { return true }
    if leg.parent >= 0, !leg.isParentInferred { return attempt.parent == leg.parent }
    return inbound.contains(leg, parent: attempt.parent) ?? true
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

  mutating func pair(
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

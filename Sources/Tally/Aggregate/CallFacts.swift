/// Position and round of every attempt, facts of its whole call that no filter changes.
package struct CallFacts: Sendable {
  /// By attempt number: the attempt's rank in its call, from 1; 65,535 stands for all above.
  package private(set) var position: [UInt16]
  /// By attempt number: 1 and how often the same rule had rung in the call before.
  ///
  /// Without a rule, the same phone.
  package private(set) var round: [UInt16]

  /// Reads all attempts, and their identifiers only where two cannot be told apart otherwise.
  package init(source: some AttemptSource) throws {
    let attempts = try OrderedAttempts(source: source)
    position = [UInt16](repeating: 0, count: attempts.numberLimit)
    round = position
    for call in attempts.calls { rank(attempts, call) }
  }

  private mutating func rank(_ attempts: OrderedAttempts, _ call: Range<Int>) {
    // Comparing each attempt with those before it is fastest for the few that calls have.
    let isSmall = call.count <= 32
    var rounds: [Int64: Int] = [:]
    for (offset, index) in call.enumerated() {
      let row = attempts.order[index]
      let target = attempts.target[row]
      var before = 0
      if isSmall {
        for earlier in call.lowerBound..<index
        where attempts.target[attempts.order[earlier]] == target {
          before += 1
        }
      } else {
        before = rounds[target, default: 0]
        rounds[target] = before + 1
      }
      let number = Int(attempts.number[row])
      position[number] = UInt16(clamping: offset + 1)
      round[number] = UInt16(clamping: before + 1)
    }
  }
}

/// Position and round of every attempt, facts of its whole call that no filter changes.
package struct CallFacts: Sendable {
  /// By attempt number: the attempt's rank in its call, from 1; 65,535 stands for all above.
  package private(set) var position: [UInt16] = []
  /// By attempt number: 1 and how often the same rule had rung in the call before.
  ///
  /// Without a rule, the same phone.
  package private(set) var round: [UInt16] = []
  /// Attempts of calls that have to be put together first.
  private var rest = OrderedAttempts()

  /// A call of so few attempts is put in order where it stands.
  private static let smallCount = 32

  /// Knows of no attempt; see ``append(_:)``.
  init() {}

  /// Reads all attempts, and their identifiers only where two cannot be told apart otherwise.
  package init(source: some AttemptSource) throws {
    try source.forEachPlaces { places, isFirst in
      if isFirst { self = Self() }
      append(places)
    }
    try finish(in: source)
  }

  /// Takes in some attempts, in any order.
  mutating func append(_ places: AttemptPlaces) {
    makeRoom(for: places)
    var start = 0
    while start < places.call.count {
      let call = places.call[start]
      var end = start + 1
      while end < places.call.count, places.call[end] == call { end += 1 }
      if !places.isWhole(call: call) || !rankWhole(places, start..<end) {
        rest.append(places, start..<end)
      }
      start = end
    }
  }

  /// Ranks the attempts that had to wait for others.
  mutating func finish(in source: some AttemptSource) throws {
    try rest.finish(in: source)
    for call in rest.calls { rank(rest, call) }
    rest = OrderedAttempts()
  }

  private mutating func makeRoom(for places: AttemptPlaces) {
    let more = Int(places.attempt.max() ?? -1) + 1 - position.count
    guard more > 0 else { return }
    position.append(contentsOf: repeatElement(0, count: more))
    round.append(contentsOf: repeatElement(0, count: more))
  }

  /// Ranks a call that has no other attempts; false where times alone do not decide, or where it has
  /// too many.
  private mutating func rankWhole(_ places: AttemptPlaces, _ rows: Range<Int>) -> Bool {
    guard rows.count <= Self.smallCount else { return false }
    // Attempts mostly come in their order: each is moved before those that are later.
    var order = InlineArray<32, Int32>(repeating: 0)
    for (count, row) in rows.enumerated() {
      let (time, creation) = (places.timeRank(of: row), places.creationRank(of: row))
      var place = count
      while place > 0 {
        let other = Int(order[place - 1])
        let (otherTime, otherCreation) = (
          places.timeRank(of: other), places.creationRank(of: other)
        )
        if otherTime < time || otherTime == time && otherCreation < creation { break }
        if otherTime == time, otherCreation == creation { return false }
        order[place] = order[place - 1]
        place -= 1
      }
      order[place] = Int32(truncatingIfNeeded: row)
    }
    for place in 0..<rows.count {
      let row = Int(order[place])
      let target = places.target(of: row)
      var before = 0
      for earlier in 0..<place where places.target(of: Int(order[earlier])) == target {
        before += 1
      }
      position[Int(places.attempt[row])] = UInt16(place + 1)
      round[Int(places.attempt[row])] = UInt16(before + 1)
    }
    return true
  }

  private mutating func rank(_ attempts: OrderedAttempts, _ call: Range<Int>) {
    // Comparing each attempt with those before it is fastest for the few that calls have.
    let isSmall = call.count <= Self.smallCount
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

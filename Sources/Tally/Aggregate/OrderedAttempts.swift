/// Attempts in the order of their calls and, inside each, of their positions.
///
/// They are known by their row: their index among all that were added.
struct OrderedAttempts {
  /// By row: the attempt's number.
  private(set) var number: [Int32] = []
  /// By row: the rule that was rung, or below zero the phone where there is no rule.
  private(set) var target: [Int64] = []
  /// The rows, ordered.
  private(set) var order: [Int] = []
  private var call: [Int32] = []
  /// startedAt, else createdAt; where both are NULL the greatest number, so that it comes last.
  private var time: [Int64] = []
  private var createdAt: [Int64] = []
  /// Where in `order` attempts stand whose times are all the same, so that ids must decide.
  private var ties: [Range<Int>] = []

  /// Where in ``order`` the attempts of each call stand.
  private(set) var calls: [Range<Int>] = []

  /// Puts all in order; reads ids only where times alone do not decide.
  mutating func finish(in source: some AttemptSource) throws {
    orderByCall()
    orderByTime()
    if !ties.isEmpty { try orderTies(by: identifiersOfTies(in: source)) }
  }

  /// Adds some of the attempts of a source.
  mutating func append(_ places: AttemptPlaces, _ rows: Range<Int>) {
    number.append(contentsOf: places.attempt[rows])
    call.append(contentsOf: places.call[rows])
    for row in rows {
      createdAt.append(places.creationRank(of: row))
      time.append(places.timeRank(of: row))
      target.append(places.target(of: row))
    }
  }

  /// A counting sort: attempts of one call come together, otherwise as they stood.
  private mutating func orderByCall() {
    var starts = [Int](repeating: 0, count: Int(call.max() ?? 0) + 2)
    for call in call { starts[Int(call) + 1] += 1 }
    for index in 1..<starts.count {
      if starts[index] > 0 { calls.append(starts[index - 1]..<(starts[index - 1] + starts[index])) }
      starts[index] += starts[index - 1]
    }
    order = [Int](repeating: 0, count: call.count)
    for row in call.indices {
      order[starts[Int(call[row])]] = row
      starts[Int(call[row])] += 1
    }
  }

  private mutating func orderByTime() {
    let (time, createdAt) = (time, createdAt)
    for range in calls where range.count > 1 {
      let isOrdered = range.dropFirst().allSatisfy { index in
        let (earlier, later) = (order[index - 1], order[index])
        return (time[earlier], createdAt[earlier]) <= (time[later], createdAt[later])
      }
      if !isOrdered {
        order[range].sort {
          (time[$0], createdAt[$0], $0) < (time[$1], createdAt[$1], $1)
        }
      }
      noteTies(in: range)
    }
  }

  private mutating func noteTies(in range: Range<Int>) {
    var start = range.lowerBound
    while start < range.upperBound {
      let first = order[start]
      var end = start + 1
      while end < range.upperBound, time[order[end]] == time[first],
        createdAt[order[end]] == createdAt[first]
      {
        end += 1
      }
      if end - start > 1 { ties.append(start..<end) }
      start = end
    }
  }

  /// The ids of the tied attempts only: ties are rare and ids are large.
  private func identifiersOfTies(in source: some AttemptSource) throws -> [Int32: Identifier] {
    let tied = ties.flatMap { tie in tie.map { number[order[$0]] } }
    let pairs = zip(tied, try source.identifiers(of: tied))
    return Dictionary(pairs) { first, _ in first }
  }

  private mutating func orderTies(by identifiers: [Int32: Identifier]) {
    let none = Identifier(high: 0, low: 0)
    let number = number
    for tie in ties {
      order[tie].sort {
        (identifiers[number[$0]] ?? none, number[$0])
          < (identifiers[number[$1]] ?? none, number[$1])
      }
    }
  }
}

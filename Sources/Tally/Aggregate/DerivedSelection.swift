/// Filters by what no column says: the hour and the weekday of the start, and the attempt's position
/// and round in its call.
struct DerivedSelection: Sendable {
  /// A dimension, and which of its codes are selected.
  private struct Criterion {
    let dimension: Dimension
    let isSelected: [Bool]
  }

  private var clock: LocalClock
  private var ofTime: [Criterion] = []
  private var ofCall: [Criterion] = []
  private var facts = CallFacts()

  init(zone: Zone) {
    clock = LocalClock(zone: zone)
  }

  var looksAtTime: Bool { !ofTime.isEmpty }
  var looksAtCall: Bool { !ofCall.isEmpty }

  /// Adds a filter by hour or weekday, or one by position or round, which needs the facts of calls.
  mutating func add(
    _ dimension: Dimension,
    isSelected: [Bool],
    source: some AttemptSource
  ) throws {
    let criterion = Criterion(dimension: dimension, isSelected: isSelected)
    guard dimension.needsCallFacts else {
      ofTime.append(criterion)
      return
    }
    if ofCall.isEmpty { facts = try CallFacts(source: source) }
    ofCall.append(criterion)
  }

  /// Whether an attempt that counts at an instant is selected by it.
  mutating func contains(milliseconds: Int64) -> Bool {
    for criterion in ofTime {
      let code = clock.code(of: criterion.dimension, at: milliseconds)
      guard criterion.isSelected[Int(code)] else { return false }
    }
    return true
  }

  /// Whether an attempt, by its number, is selected by its place in its call.
  func contains(attempt: Int) -> Bool {
    guard attempt < facts.position.count else { return ofCall.isEmpty }
    return ofCall.allSatisfy { criterion in
      let rank =
        criterion.dimension == .position ? facts.position[attempt] : facts.round[attempt]
      return criterion.isSelected[Int(rank)]
    }
  }
}

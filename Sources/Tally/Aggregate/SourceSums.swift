/// Costs by group and source, kept only where a report tells of sources.
struct SourceSums: Sendable {
  private var costs: [SourceCosts]

  init(_ costs: [SourceCosts] = []) {
    self.costs = costs
  }

  /// The costs of a group; none where sources are not told apart.
  subscript(group: Int) -> SourceCosts { costs.isEmpty ? SourceCosts() : costs[group] }

  /// The costs of several groups together.
  func total(of groups: some Sequence<Int>) -> SourceCosts {
    guard !costs.isEmpty else { return SourceCosts() }
    return groups.reduce(into: SourceCosts()) { $0.merge(costs[$1]) }
  }

  /// Makes room for groups up to a number.
  mutating func grow(to count: Int) {
    while costs.count < count { costs.append(SourceCosts()) }
  }

  mutating func add(_ attempts: borrowing SelectedAttempts, to groups: [UInt32]) {
    let columns = attempts.costs
    for index in 0..<attempts.count {
      let group = Int(groups[index])
      let hasTalked =
        attempts.outcome[index] == .answered && attempts.dialSeconds[index] > 0
      let source = columns.source[index]
      if columns.carrier[index] != AttemptSegment.unknownTime {
        costs[group].carrier.add(
          columns.carrier[index],
          hasTalked: hasTalked,
          isChosen: source == CostColumns.Source.carrier.rawValue
        )
      }
      if columns.recorded[index] != AttemptSegment.unknownTime {
        costs[group].recorded.add(
          columns.recorded[index],
          hasTalked: hasTalked,
          isChosen: source == CostColumns.Source.recorded.rawValue
        )
      }
      if columns.rated[index] != AttemptSegment.unknownTime {
        costs[group].rated.add(
          columns.rated[index],
          hasTalked: hasTalked,
          isChosen: source == CostColumns.Source.rated.rawValue
        )
      }
    }
  }

  /// Adds what another has, whose groups have other numbers here.
  mutating func merge(_ other: Self, groups: [UInt32]) {
    for (index, cost) in other.costs.enumerated() { costs[Int(groups[index])].merge(cost) }
  }
}

/// The groups of one grouping with all that their metrics are computed from.
struct FinishedGroups {
  let dimensions: [Dimension]
  /// For each dimension, the code of each group.
  let codes: [[UInt32]]
  let cells: [Cell]
  /// Costs by source, where they are told apart.
  let sources: SourceSums
  let callCounts: [DistinctCalls.Counts]
  let dial: GroupDistributions
  let ring: GroupDistributions
  let calls: DistinctCalls

  var count: Int { cells.count }

  /// What the metrics of one group are computed from.
  func facts(of group: Int) -> GroupFacts {
    GroupFacts(
      cell: cells[group],
      sources: sources[group],
      calls: callCounts[group],
      dial: dial[group],
      ring: ring[group]
    )
  }

  /// The groups by one of the dimensions, with nothing but counts and sums.
  func summed(by dimension: Dimension) -> Self {
    let position = dimensions.firstIndex(of: dimension) ?? 0
    var numbers: [UInt32: Int] = [:]
    var codes: [UInt32] = []
    var cells: [Cell] = []
    for group in self.cells.indices {
      let code = self.codes[position][group]
      if let number = numbers[code] {
        cells[number].merge(self.cells[group])
      } else {
        numbers[code] = cells.count
        codes.append(code)
        cells.append(self.cells[group])
      }
    }
    return Self(
      dimensions: [dimension],
      codes: [codes],
      cells: cells,
      sources: SourceSums(),
      callCounts: cells.map { _ in DistinctCalls.Counts() },
      dial: GroupDistributions(),
      ring: GroupDistributions(),
      calls: DistinctCalls()
    )
  }

  /// The one group of the totals, with the counts and sums of another grouping of its attempts, and
  /// those of its distributions that `needs` names.
  func counting(attemptsOf other: Self, needs: GroupedCells.Needs) -> Self {
    var all = Cell()
    for cell in other.cells { all.merge(cell) }
    if let own = cells.first {
      all.loggedCalls = own.loggedCalls
      all.undialledCalls = own.undialledCalls
      all.inboundCosted = own.inboundCosted
      all.inboundMicrocents = own.inboundMicrocents
    }
    return Self(
      dimensions: dimensions,
      codes: codes,
      cells: [all],
      sources: SourceSums([other.sources.total(of: 0..<other.count)]),
      callCounts: callCounts,
      dial: needs.contains(.dialDistribution) ? GroupDistributions(other.dial.total) : dial,
      ring: needs.contains(.ringDistribution) ? GroupDistributions(other.ring.total) : ring,
      calls: calls
    )
  }

  /// What the metrics of several groups as one are computed from.
  func facts(merging groups: some Collection<Int>) -> GroupFacts {
    var calls = calls
    var cell = Cell()
    var isIncluded = [Bool](repeating: false, count: count)
    for group in groups {
      cell.merge(cells[group])
      isIncluded[group] = true
    }
    return GroupFacts(
      cell: cell,
      sources: sources.total(of: groups),
      calls: calls.counts { isIncluded[Int($0)] },
      dial: Distribution(merging: groups.map { dial[$0] }),
      ring: Distribution(merging: groups.map { ring[$0] })
    )
  }
}

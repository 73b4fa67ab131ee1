/// The groups of one grouping with all that their metrics are computed from.
struct FinishedGroups {
  let dimensions: [Dimension]
  /// For each group, the code of each dimension.
  let codes: [[UInt32]]
  let cells: [Cell]
  let callCounts: [DistinctCalls.Counts]
  let dial: [Distribution]
  let ring: [Distribution]
  let calls: DistinctCalls

  var count: Int { cells.count }

  /// What the metrics of one group are computed from.
  func facts(of group: Int) -> GroupFacts {
    GroupFacts(
      cell: cells[group],
      calls: callCounts[group],
      dial: dial[group],
      ring: ring[group]
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
      calls: calls.counts { isIncluded[Int($0)] },
      dial: Distribution(merging: groups.map { dial[$0] }),
      ring: Distribution(merging: groups.map { ring[$0] })
    )
  }
}

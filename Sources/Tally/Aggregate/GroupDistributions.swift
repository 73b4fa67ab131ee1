/// The distributions of many groups, one behind the other in two lists.
///
/// A list for each of thousands of groups would take longer to allocate than to fill.
struct GroupDistributions: Sendable {
  private var values: [Int64] = []
  /// How many values there are up to and including each one, those of groups before included.
  private var cumulated: [Int64] = []
  /// Where each group's values end.
  private var ends: [Int] = []

  init() {}

  /// One group.
  init(_ distribution: Distribution) {
    distribution.forEachValue { value, count in append(value, count: count) }
    endGroup()
  }

  /// Adds a value that is above all those before in the group being filled.
  mutating func append(_ value: Int64, count: Int64) {
    values.append(value)
    cumulated.append((cumulated.last ?? 0) + count)
  }

  /// Has the group being filled end, and the next one begin.
  mutating func endGroup() { ends.append(values.count) }

  mutating func reserveCapacity(_ count: Int) {
    values.reserveCapacity(count)
    cumulated.reserveCapacity(count)
  }

  private func range(_ group: Int) -> Range<Int> {
    guard group < ends.count else { return 0..<0 }
    return (group == 0 ? 0 : ends[group - 1])..<ends[group]
  }

  /// The distribution of a group, empty for one that is not here.
  subscript(group: Int) -> Distribution {
    let range = range(group)
    return Distribution(
      values: values[range],
      cumulated: cumulated[range],
      before: range.lowerBound == 0 ? 0 : cumulated[range.lowerBound - 1]
    )
  }

  /// The values of all groups together.
  var total: Distribution {
    Distribution(merging: ends.indices.map { self[$0] })
  }

  private func count(at index: Int) -> Int64 {
    index == 0 ? cumulated[0] : cumulated[index] - cumulated[index - 1]
  }

  /// The values of this and another together, where the other's groups have other numbers here.
  ///
  /// No two of them have the same; `groupCount` is one more than the greatest of both.
  func merging(_ other: Self, groups: [UInt32], groupCount: Int) -> Self {
    var others = [Int](repeating: other.ends.count, count: groupCount)
    for (index, group) in groups.enumerated() { others[Int(group)] = index }
    var merged = Self()
    merged.reserveCapacity(values.count + other.values.count)
    for group in 0..<groupCount {
      var (left, right) = (range(group), other.range(others[group]))
      while !left.isEmpty || !right.isEmpty {
        let (leftIndex, rightIndex) = (left.lowerBound, right.lowerBound)
        let takesLeft =
          right.isEmpty || !left.isEmpty && values[leftIndex] <= other.values[rightIndex]
        let takesRight =
          left.isEmpty || !right.isEmpty && other.values[rightIndex] <= values[leftIndex]
        var count: Int64 = 0
        if takesLeft {
          count += self.count(at: leftIndex)
          left = (leftIndex + 1)..<left.upperBound
        }
        if takesRight {
          count += other.count(at: rightIndex)
          right = (rightIndex + 1)..<right.upperBound
        }
        merged.append(takesLeft ? values[leftIndex] : other.values[rightIndex], count: count)
      }
      merged.endGroup()
    }
    return merged
  }
}

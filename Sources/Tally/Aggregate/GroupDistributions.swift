/// The distributions of many groups, one behind the other in one list.
///
/// A list for each of thousands of groups would take longer to allocate than to fill.
struct GroupDistributions: Sendable {
  /// What is counted in groups before is counted in each.
  private var steps: [Distribution.Step] = []
  /// Where each group's steps end.
  private var ends: [Int] = []

  init() {}

  /// One group.
  init(_ distribution: Distribution) {
    distribution.forEachValue { value, count in append(value, count: count) }
    endGroup()
  }

  /// Adds a value that is above all those before in the group being filled.
  mutating func append(_ value: Int64, count: Int64) {
    let cumulated = (steps.last?.cumulated ?? 0) + count
    steps.append(Distribution.Step(value: value, cumulated: cumulated))
  }

  /// Has the group being filled end, and the next one begin.
  mutating func endGroup() { ends.append(steps.count) }

  mutating func reserveCapacity(_ count: Int) {
    steps.reserveCapacity(count)
  }

  private func range(_ group: Int) -> Range<Int> {
    guard group < ends.count else { return 0..<0 }
    return (group == 0 ? 0 : ends[group - 1])..<ends[group]
  }

  /// The distribution of a group, empty for one that is not here.
  subscript(group: Int) -> Distribution {
    let range = range(group)
    return Distribution(
      steps[range],
      before: range.lowerBound == 0 ? 0 : steps[range.lowerBound - 1].cumulated
    )
  }

  /// The values of all groups together.
  var total: Distribution {
    let values = steps.lazy.map(\.value)
    guard let least = values.min(), let greatest = values.max() else { return Distribution() }
    guard greatest - least < Distribution.widestTable else {
      return Distribution(merging: ends.indices.map { self[$0] })
    }
    var counts = [Int64](repeating: 0, count: Int(greatest - least) + 1)
    var before: Int64 = 0
    for step in steps {
      counts[Int(step.value - least)] += step.cumulated - before
      before = step.cumulated
    }
    return Distribution(counts: counts, of: least)
  }

  /// The values of this and another together, where the other's groups have other numbers here.
  ///
  /// No two of them have the same; `groupCount` is one more than the greatest of both.
  func merging(_ other: Self, groups: [UInt32], groupCount: Int) -> Self {
    var others = [Int](repeating: other.ends.count, count: groupCount)
    for (index, group) in groups.enumerated() { others[Int(group)] = index }
    let capacity = steps.count + other.steps.count
    var merged = Self()
    merged.ends.reserveCapacity(groupCount)
    merged.steps = Array(repeating: Distribution.Step(), count: capacity)
    let count = merge(with: other, others, &merged.steps, &merged.ends)
    merged.steps.removeLast(capacity - count)
    return merged
  }

  /// Writes the steps of both to a list that has room for all; returns how many there are.
  ///
  /// `others` has the other's group for each of all.
  private func merge(
    with second: Self,
    _ others: [Int],
    _ steps: inout [Distribution.Step],
    _ ends: inout [Int]
  ) -> Int {
    let (firstSteps, secondSteps) = (self.steps.span, second.steps.span)
    var steps = steps.mutableSpan
    var count = 0
    var total: Int64 = 0
    for (group, other) in others.enumerated() {
      let (left, right) = (range(group), second.range(other))
      var (leftIndex, rightIndex) = (left.lowerBound, right.lowerBound)
      var leftBefore = leftIndex == 0 ? 0 : firstSteps[leftIndex - 1].cumulated
      var rightBefore = rightIndex == 0 ? 0 : secondSteps[rightIndex - 1].cumulated
      while leftIndex < left.upperBound || rightIndex < right.upperBound {
        let leftValue = leftIndex < left.upperBound ? firstSteps[leftIndex].value : .max
        let rightValue = rightIndex < right.upperBound ? secondSteps[rightIndex].value : .max
        if leftValue <= rightValue {
          total += firstSteps[leftIndex].cumulated - leftBefore
          leftBefore = firstSteps[leftIndex].cumulated
          leftIndex += 1
        }
        if rightValue <= leftValue {
          total += secondSteps[rightIndex].cumulated - rightBefore
          rightBefore = secondSteps[rightIndex].cumulated
          rightIndex += 1
        }
        let value = min(leftValue, rightValue)
        steps[count] = Distribution.Step(value: value, cumulated: total)
        count += 1
      }
      ends.append(count)
    }
    return count
  }
}

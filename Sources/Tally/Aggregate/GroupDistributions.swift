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
    guard let least = values.min(), let greatest = values.max() else { return Distribution() }
    guard greatest - least < Distribution.widestTable else {
      return Distribution(merging: ends.indices.map { self[$0] })
    }
    var counts = [Int64](repeating: 0, count: Int(greatest - least) + 1)
    var before: Int64 = 0
    for index in values.indices {
      counts[Int(values[index] - least)] += cumulated[index] - before
      before = cumulated[index]
    }
    return Distribution(counts: counts, of: least)
  }

  /// The values of this and another together, where the other's groups have other numbers here.
  ///
  /// No two of them have the same; `groupCount` is one more than the greatest of both.
  func merging(_ other: Self, groups: [UInt32], groupCount: Int) -> Self {
    var others = [Int](repeating: other.ends.count, count: groupCount)
    for (index, group) in groups.enumerated() { others[Int(group)] = index }
    let capacity = values.count + other.values.count
    var merged = Self()
    merged.ends.reserveCapacity(groupCount)
    merged.values = [Int64](repeating: 0, count: capacity)
    merged.cumulated = merged.values
    let count = merge(with: other, others, &merged.values, &merged.cumulated, &merged.ends)
    merged.values.removeLast(capacity - count)
    merged.cumulated.removeLast(capacity - count)
    return merged
  }

  /// Writes the values of both to lists that have room for all; returns how many there are.
  ///
  /// `others` has the other's group for each of all.
  private func merge(
    with second: Self,
    _ others: [Int],
    _ values: inout [Int64],
    _ cumulated: inout [Int64],
    _ ends: inout [Int]
  ) -> Int {
    let (firstValues, secondValues) = (self.values.span, second.values.span)
    let (firstCumulated, secondCumulated) = (self.cumulated.span, second.cumulated.span)
    var values = values.mutableSpan
    var cumulated = cumulated.mutableSpan
    var count = 0
    var total: Int64 = 0
    for (group, other) in others.enumerated() {
      let (left, right) = (range(group), second.range(other))
      var (leftIndex, rightIndex) = (left.lowerBound, right.lowerBound)
      var leftBefore = leftIndex == 0 ? 0 : firstCumulated[leftIndex - 1]
      var rightBefore = rightIndex == 0 ? 0 : secondCumulated[rightIndex - 1]
      while leftIndex < left.upperBound || rightIndex < right.upperBound {
        let leftValue = leftIndex < left.upperBound ? firstValues[leftIndex] : .max
        let rightValue = rightIndex < right.upperBound ? secondValues[rightIndex] : .max
        if leftValue <= rightValue {
          total += firstCumulated[leftIndex] - leftBefore
          leftBefore = firstCumulated[leftIndex]
          leftIndex += 1
        }
        if rightValue <= leftValue {
          total += secondCumulated[rightIndex] - rightBefore
          rightBefore = secondCumulated[rightIndex]
          rightIndex += 1
        }
        values[count] = min(leftValue, rightValue)
        cumulated[count] = total
        count += 1
      }
      ends.append(count)
    }
    return count
  }
}

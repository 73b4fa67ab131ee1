package import Reports

/// Values in ascending order and how often each occurs.
package struct Distribution: Sendable {
  private var values: [Int64] = []
  /// How many values there are up to and including each one.
  private var cumulated: [Int64] = []

  package init() {}

  /// Adds a value that is above all those before.
  package mutating func append(_ value: Int64, count: Int64) {
    values.append(value)
    cumulated.append((cumulated.last ?? 0) + count)
  }

  /// The values of several distributions together.
  init(merging distributions: some Sequence<Distribution>) {
    var counts: [Int64: Int64] = [:]
    for distribution in distributions {
      var before: Int64 = 0
      for (value, upTo) in zip(distribution.values, distribution.cumulated) {
        counts[value, default: 0] += upTo - before
        before = upTo
      }
    }
    for (value, count) in counts.sorted(by: { $0.key < $1.key }) {
      append(value, count: count)
    }
  }

  package var least: Int64? { values.first }
  package var greatest: Int64? { values.last }

  /// The values of this and another together.
  func merging(_ other: Self) -> Self {
    if values.isEmpty { return other }
    if other.values.isEmpty { return self }
    var merged = Self()
    var (left, right) = (0, 0)
    var total: Int64 = 0
    while left < values.count || right < other.values.count {
      let isLeft =
        right == other.values.count || left < values.count && values[left] <= other.values[right]
      let value = isLeft ? values[left] : other.values[right]
      if left < values.count, values[left] == value {
        total += cumulated[left] - (left == 0 ? 0 : cumulated[left - 1])
        left += 1
      }
      if right < other.values.count, other.values[right] == value {
        total += other.cumulated[right] - (right == 0 ? 0 : other.cumulated[right - 1])
        right += 1
      }
      merged.values.append(value)
      merged.cumulated.append(total)
    }
    return merged
  }

  /// The percentile by Hyndman and Fan's definition 7, exact; nil where there are no values.
  ///
  /// It is what Excel's PERCENTILE.INC and PostgreSQL's `percentile_cont` compute.
  package func percentile(_ percent: Int) -> FixedDecimal? {
    guard let count = cumulated.last else { return nil }
    let (rank, hundredths) = ((count - 1) * Int64(percent)).quotientAndRemainder(dividingBy: 100)
    let lower = value(at: rank)
    let upper = hundredths == 0 ? lower : value(at: rank + 1)
    let exact = Int128(lower) * 100 + Int128(hundredths) * (Int128(upper) - Int128(lower))
    return FixedDecimal(rounding: exact, dividedBy: 100, scale: 4)
  }

  /// The value at a rank, from 0 for the smallest, in the sorted list of all values.
  private func value(at rank: Int64) -> Int64 {
    var low = 0
    var high = cumulated.count - 1
    while low < high {
      let middle = (low + high) / 2
      if cumulated[middle] > rank { high = middle } else { low = middle + 1 }
    }
    return values[low]
  }
}

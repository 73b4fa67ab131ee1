package import Reports

/// Values in ascending order and how often each occurs.
package struct Distribution: Sendable {
  /// Lists of their own, or parts of lists that many groups share.
  private var values: ArraySlice<Int64> = []
  /// How many values there are up to and including each one, and ``before`` more.
  private var cumulated: ArraySlice<Int64> = []
  private var before: Int64 = 0

  package init() {}

  /// Some part of lists of many; `before` is what is cumulated before it.
  init(values: ArraySlice<Int64>, cumulated: ArraySlice<Int64>, before: Int64) {
    self.values = values
    self.cumulated = cumulated
    self.before = before
  }

  /// Adds a value that is above all those before.
  package mutating func append(_ value: Int64, count: Int64) {
    values.append(value)
    cumulated.append((cumulated.last ?? before) + count)
  }

  /// The values of several distributions together.
  init(merging distributions: [Distribution]) {
    let least = distributions.compactMap(\.least).min() ?? 0
    let greatest = distributions.compactMap(\.greatest).max() ?? 0
    self.init()
    guard greatest - least < Self.widestTable else {
      merge(distributions)
      return
    }
    var counts = [Int64](repeating: 0, count: Int(greatest - least) + 1)
    for distribution in distributions {
      distribution.forEachValue { value, count in counts[Int(value - least)] += count }
    }
    for (index, count) in counts.enumerated() where count > 0 {
      append(least + Int64(index), count: count)
    }
  }

  private mutating func merge(_ distributions: [Distribution]) {
    var counts: [Int64: Int64] = [:]
    for distribution in distributions {
      distribution.forEachValue { value, count in counts[value, default: 0] += count }
    }
    for (value, count) in counts.sorted(by: { $0.key < $1.key }) {
      append(value, count: count)
    }
  }

  /// Values closer together than this are counted in a table, others in a dictionary.
  private static let widestTable: Int64 = 1 << 16

  /// Every value and how often it occurs, in ascending order.
  func forEachValue(_ body: (_ value: Int64, _ count: Int64) -> Void) {
    var upTo = before
    for (value, cumulated) in zip(values, cumulated) {
      body(value, cumulated - upTo)
      upTo = cumulated
    }
  }

  package var least: Int64? { values.first }
  package var greatest: Int64? { values.last }

  /// The percentile by Hyndman and Fan's definition 7, exact; nil where there are no values.
  ///
  /// It is what Excel's PERCENTILE.INC and PostgreSQL's `percentile_cont` compute.
  package func percentile(_ percent: Int) -> FixedDecimal? {
    guard let last = cumulated.last else { return nil }
    let count = last - before
    let (rank, hundredths) = ((count - 1) * Int64(percent)).quotientAndRemainder(dividingBy: 100)
    let lower = value(at: rank)
    let upper = hundredths == 0 ? lower : value(at: rank + 1)
    let exact = Int128(lower) * 100 + Int128(hundredths) * (Int128(upper) - Int128(lower))
    return FixedDecimal(rounding: exact, dividedBy: 100, scale: 4)
  }

  /// The value at a rank, from 0 for the smallest, in the sorted list of all values.
  private func value(at rank: Int64) -> Int64 {
    var low = cumulated.startIndex
    var high = cumulated.endIndex - 1
    while low < high {
      let middle = (low + high) / 2
      if cumulated[middle] - before > rank { high = middle } else { low = middle + 1 }
    }
    return values[values.startIndex + low - cumulated.startIndex]
  }
}

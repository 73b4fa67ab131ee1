package import Reports

/// Values in ascending order and how often each occurs.
package struct Distribution: Sendable {
  /// A value, and how many there are up to and including it.
  struct Step: Sendable {
    var value: Int64 = 0
    var cumulated: Int64 = 0
  }

  /// A list of its own, or a part of one that many groups share.
  private var steps: ArraySlice<Step> = []
  /// What is counted in all steps besides.
  private var before: Int64 = 0

  package init() {}

  /// Some part of a list of many; `before` is what is cumulated before it.
  init(_ steps: ArraySlice<Step>, before: Int64) {
    self.steps = steps
    self.before = before
  }

  /// Adds a value that is above all those before.
  package mutating func append(_ value: Int64, count: Int64) {
    steps.append(Step(value: value, cumulated: (steps.last?.cumulated ?? before) + count))
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
    append(counts, of: least)
  }

  /// How often each value from the least one on occurs.
  init(counts: [Int64], of least: Int64) {
    self.init()
    append(counts, of: least)
  }

  private mutating func append(_ counts: [Int64], of least: Int64) {
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
  static let widestTable: Int64 = 1 << 16

  /// Every value and how often it occurs, in ascending order.
  func forEachValue(_ body: (_ value: Int64, _ count: Int64) -> Void) {
    var upTo = before
    for step in steps {
      body(step.value, step.cumulated - upTo)
      upTo = step.cumulated
    }
  }

  package var least: Int64? { steps.first?.value }
  package var greatest: Int64? { steps.last?.value }

  /// The percentile by Hyndman and Fan's definition 7, exact; nil where there are no values.
  ///
  /// It is what Excel's PERCENTILE.INC and PostgreSQL's `percentile_cont` compute.
  package func percentile(_ percent: Int) -> FixedDecimal? {
    guard let last = steps.last else { return nil }
    let count = last.cumulated - before
    let (rank, hundredths) = ((count - 1) * Int64(percent)).quotientAndRemainder(dividingBy: 100)
    let lower = value(at: rank)
    let upper = hundredths == 0 ? lower : value(at: rank + 1)
    let exact = Int128(lower) * 100 + Int128(hundredths) * (Int128(upper) - Int128(lower))
    return FixedDecimal(rounding: exact, dividedBy: 100, scale: 4)
  }

  /// The value at a rank, from 0 for the smallest, in the sorted list of all values.
  private func value(at rank: Int64) -> Int64 {
    var low = steps.startIndex
    var high = steps.endIndex - 1
    while low < high {
      let middle = (low + high) / 2
      if steps[middle].cumulated - before > rank { high = middle } else { low = middle + 1 }
    }
    return steps[low].value
  }
}

/// Some rows of a block in their order: a range, or the numbers of those chosen from it.
struct ChosenRows: Sendable {
  /// Rows looked at in one go, few enough that all their columns stay in the processor's cache.
  static let limit = 2048

  private(set) var range: Range<Int> = 0..<0
  private(set) var isRange = true
  /// The chosen rows; meaningless where all of the range are.
  private(set) var numbers: [Int32]
  private(set) var count = 0

  init() {
    numbers = [Int32](repeating: 0, count: Self.limit)
  }

  /// One more than the last row that may be among them.
  var limit: Int { range.upperBound }

  /// Chooses all rows of a range of at most ``limit`` rows.
  mutating func choose(_ range: Range<Int>) {
    self.range = range
    isRange = true
    count = range.count
  }

  /// Keeps those whose place among the rows chosen so far is true in `mask`.
  mutating func keep(where mask: [Bool]) {
    let first = range.lowerBound
    let all = isRange
    let kept = Self.compact(&numbers, count, mask, firstIfRange: all ? first : nil)
    isRange = all && kept == count
    count = kept
  }

  private static func compact(
    _ numbers: inout [Int32],
    _ count: Int,
    _ mask: [Bool],
    firstIfRange first: Int?
  ) -> Int {
    var numbers = numbers.mutableSpan
    let mask = mask.span
    var kept = 0
    for index in 0..<count {
      numbers[kept] = first.map { Int32(truncatingIfNeeded: $0 + index) } ?? numbers[index]
      kept += mask[index] ? 1 : 0
    }
    return kept
  }
}

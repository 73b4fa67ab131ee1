/// Numbers the combinations of dimension codes that occur, densely from 0.
///
/// The codes of as many dimensions as fit are packed into one word and looked up at once; where
/// there are more, the number found so far takes the place of the dimensions before.
struct GroupKeys {
  /// The codes of each dimension, for those that are packed into one key.
  private let stages: [[CodeRange]]
  private var indexes: [GroupIndex]
  private var keys: [UInt64] = []

  init(ranges: [CodeRange]) {
    var stages: [[CodeRange]] = [[]]
    var products: [UInt64] = [1]
    for range in ranges {
      let (wider, overflow) = products[stages.count - 1].multipliedReportingOverflow(
        by: range.count
      )
      if overflow {
        stages.append([])
        products.append(UInt64(GroupIndex.limit) * range.count)
      } else {
        products[stages.count - 1] = wider
      }
      stages[stages.count - 1].append(range)
    }
    self.stages = stages
    indexes = products.map { GroupIndex(keyCount: $0) }
  }

  var count: Int { indexes[indexes.count - 1].keys.count }

  /// Writes the group of each row.
  ///
  /// `codes` has one list for each dimension, in order, with one code for each row. Throws
  /// ``ReportError/tooManyGroups(limit:)``.
  mutating func number(
    _ codes: [[UInt32]],
    count: Int,
    into numbers: inout [UInt32]
  ) throws(ReportError) {
    Self.resize(&keys, to: count)
    Self.resize(&numbers, to: count)
    // Without dimensions there is one group, whose number is 0.
    if stages == [[]], self.count == 1 { return }
    var dimension = 0
    for stage in stages.indices {
      start(from: stage == 0 ? nil : numbers)
      for range in stages[stage] {
        pack(codes[dimension], range)
        dimension += 1
      }
      indexes[stage].number(keys, into: &numbers)
      guard indexes[stage].keys.count < GroupIndex.limit else {
        throw .tooManyGroups(limit: GroupIndex.limit)
      }
    }
  }

  /// What is new is 0; what was there before means nothing, or is 0 in all rows.
  private static func resize<Element: FixedWidthInteger>(_ column: inout [Element], to count: Int) {
    if column.count > count {
      column.removeLast(column.count - count)
    } else if column.count < count {
      column.append(contentsOf: repeatElement(0, count: count - column.count))
    }
  }

  /// Begins the keys with the numbers of the stage before, nil where there is none.
  private mutating func start(from numbers: [UInt32]?) {
    var keys = keys.mutableSpan
    if let numbers {
      for row in keys.indices { keys[row] = UInt64(numbers[row]) }
    } else {
      for row in keys.indices { keys[row] = 0 }
    }
  }

  private mutating func pack(_ codes: [UInt32], _ range: CodeRange) {
    var keys = keys.mutableSpan
    let codes = codes.span
    for row in keys.indices { keys[row] = keys[row] &* range.count &+ range.place(of: codes[row]) }
  }

  /// For each dimension, the codes that the groups stand for.
  var codes: [[UInt32]] {
    var codes = stages.joined().map { _ in [UInt32](repeating: 0, count: count) }
    for group in 0..<count {
      var number = group
      var dimension = codes.count
      for stage in stages.indices.reversed() {
        var key = indexes[stage].keys[number]
        for range in stages[stage].reversed() {
          dimension -= 1
          codes[dimension][group] = range.code(at: key % range.count)
          key /= range.count
        }
        number = Int(key)
      }
    }
    return codes
  }
}

/// Numbers the combinations of dimension codes that occur, densely from 0.
///
/// The codes of as many dimensions as fit are packed into one word and looked up at once; where
/// there are more, the number found so far takes the place of the dimensions before.
struct GroupKeys {
  /// How many codes each dimension can have, for those that are packed into one key.
  private let stages: [[UInt64]]
  private var indexes: [GroupIndex]
  private var keys: [UInt64] = []

  init(limits: [UInt64]) {
    var stages: [[UInt64]] = [[]]
    var product: UInt64 = 1
    for limit in limits {
      let (wider, overflow) = product.multipliedReportingOverflow(by: limit)
      if overflow {
        stages.append([])
        product = UInt64(GroupIndex.limit) * limit
      } else {
        product = wider
      }
      stages[stages.count - 1].append(limit)
    }
    self.stages = stages
    indexes = [GroupIndex](repeating: GroupIndex(), count: stages.count)
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
    keys.removeAll(keepingCapacity: true)
    keys.append(contentsOf: repeatElement(0, count: count))
    numbers.removeAll(keepingCapacity: true)
    numbers.append(contentsOf: repeatElement(0, count: count))
    var dimension = 0
    for stage in stages.indices {
      start(from: numbers)
      for limit in stages[stage] {
        pack(codes[dimension], limit: limit)
        dimension += 1
      }
      indexes[stage].number(keys, into: &numbers)
      guard indexes[stage].keys.count < GroupIndex.limit else {
        throw .tooManyGroups(limit: GroupIndex.limit)
      }
    }
  }

  private mutating func start(from numbers: [UInt32]) {
    var keys = keys.mutableSpan
    for row in keys.indices { keys[row] = UInt64(numbers[row]) }
  }

  private mutating func pack(_ codes: [UInt32], limit: UInt64) {
    var keys = keys.mutableSpan
    for row in keys.indices { keys[row] = keys[row] * limit + UInt64(codes[row]) }
  }

  /// The codes that a group stands for, in the order of the dimensions.
  func codes(of group: Int) -> [UInt32] {
    var codes: [UInt32] = []
    var number = group
    for stage in stages.indices.reversed() {
      var key = indexes[stage].keys[number]
      for limit in stages[stage].reversed() {
        codes.append(UInt32(key % limit))
        key /= limit
      }
      number = Int(key)
    }
    return codes.reversed()
  }
}

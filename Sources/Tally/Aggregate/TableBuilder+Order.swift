import Reports

extension TableBuilder {
  /// Puts groups in the order of the chosen column, and of the dimensions where that is the same.
  func sort(_ order: inout [Int]) throws(ReportError) {
    let ranks = rankColumns()
    let precedes = { (left: Int, right: Int) -> Bool in
      for column in ranks where column[left] != column[right] {
        return column[left] < column[right]
      }
      return false
    }
    if let packed = packedOrder(ranks) { order = packed } else { order.sort(by: precedes) }
    guard let sort = grouping.sort else { return }
    let keys = try sortKeys(sort.column)
    order.sort { left, right in
      switch (keys[left], keys[right]) {
      case (nil, nil): return precedes(left, right)
      case (nil, _): return false
      case (_, nil): return true
      case (let leftKey?, let rightKey?):
        if leftKey == rightKey { return precedes(left, right) }
        return sort.isDescending ? rightKey < leftKey : leftKey < rightKey
      }
    }
  }

  /// For each dimension, where each group stands in its order; none stands last.
  private func rankColumns() -> [[UInt32]] {
    grouping.dimensions.indices.map { position in
      let ranks = codes.ranks(of: grouping.dimensions[position])
      let codes = groups.codes[position]
      let none = (codes.max() ?? 0) + 1
      return codes.map { code in ranks?[Int(code)] ?? (code == 0 ? none : code) }
    }
  }

  /// The order by ranks alone, where those of a group and its number fit one word.
  private func packedOrder(_ ranks: [[UInt32]]) -> [Int]? {
    let count = groups.count
    var keys = [UInt64](repeating: 0, count: count)
    var bits = 0
    for column in ranks {
      let width = UInt32.bitWidth - (column.max() ?? 0).leadingZeroBitCount
      bits += width
      guard bits <= 40 else { return nil }
      for group in 0..<count { keys[group] = keys[group] << UInt64(width) | UInt64(column[group]) }
    }
    // There are fewer groups than GroupIndex.limit, and they are in the order of their numbers.
    for group in 0..<count { keys[group] = keys[group] << 24 | UInt64(group) }
    radixSort(&keys, fromBit: 24)
    return keys.map { Int($0 & 0xFF_FFFF) }
  }

  /// What each group is compared by; nil for one without a value.
  private func sortKeys(_ column: String) throws(ReportError) -> [SortKey?] {
    if let metric = grouping.metrics.first(where: { $0.rawValue == column }) {
      var keys: [SortKey?] = []
      for group in 0..<groups.count {
        keys.append(SortKey(try value(of: metric, from: groups.facts(of: group))))
      }
      return keys
    }
    for (position, dimension) in grouping.dimensions.enumerated() {
      guard let index = dimension.columns.firstIndex(where: { $0.name == column }) else { continue }
      return groups.codes[position].map { code in
        let values = self.codes.values(of: dimension, code: code)
        // The name of none is no name.
        return values[0] == .null ? nil : SortKey(values[index])
      }
    }
    return [SortKey?](repeating: nil, count: groups.count)
  }
}

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
    order.sort(by: precedes)
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
      return groups.codes.map { codes in
        let code = codes[position]
        return ranks?[Int(code)] ?? (code == 0 ? UInt32.max : code)
      }
    }
  }

  /// What each group is compared by; nil for one without a value.
  private func sortKeys(_ column: String) throws(ReportError) -> [SortKey?] {
    if let metric = grouping.metrics.first(where: { $0.rawValue == column }) {
      var keys: [SortKey?] = []
      for group in 0..<groups.count {
        let isKnown = hasCallRecords || !metric.countsLoggedCalls
        keys.append(isKnown ? SortKey(try groups.facts(of: group).value(of: metric)) : nil)
      }
      return keys
    }
    for (position, dimension) in grouping.dimensions.enumerated() {
      guard let index = dimension.columns.firstIndex(where: { $0.name == column }) else { continue }
      return groups.codes.map { codes in
        let values = self.codes.values(of: dimension, code: codes[position])
        // The name of none is no name.
        return values[0] == .null ? nil : SortKey(values[index])
      }
    }
    return [SortKey?](repeating: nil, count: groups.count)
  }
}

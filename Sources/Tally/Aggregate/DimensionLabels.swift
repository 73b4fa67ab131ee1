import Reports

/// What a report shows for the codes of its dimensions, made once for each code.
///
/// Thousands of rows share the names of a few hundred users, rules and numbers.
struct DimensionLabels {
  private let dimensions: [Dimension]
  private let codes: DimensionCodes
  private var known: [[UInt32: [Value]]]

  init(_ dimensions: [Dimension], codes: DimensionCodes) {
    self.dimensions = dimensions
    self.codes = codes
    known = Array(repeating: [:], count: dimensions.count)
  }

  /// Appends the values of one row's dimensions, given the code of each.
  mutating func append(_ row: [UInt32], to values: inout [Value]) {
    for (index, code) in row.enumerated() {
      if let found = known[index][code] {
        values.append(contentsOf: found)
      } else {
        let made = codes.values(of: dimensions[index], code: code)
        known[index][code] = made
        values.append(contentsOf: made)
      }
    }
  }
}

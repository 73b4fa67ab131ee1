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

  /// Appends the values of a group's dimensions, given the codes of all groups by dimension.
  mutating func append(_ group: Int, _ groups: [[UInt32]], to values: inout [Value]) {
    for index in groups.indices {
      let code = groups[index][group]
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

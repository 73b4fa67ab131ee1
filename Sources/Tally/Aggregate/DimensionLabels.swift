import Reports

/// What a report shows for the codes of its dimensions, made once for each code.
///
/// Thousands of rows share the names of a few hundred users, rules and numbers.
struct DimensionLabels {
  private let dimensions: [Dimension]
  private let codes: DimensionCodes
  /// For each dimension, the code of each group.
  private let groups: [[UInt32]]
  /// For each dimension, what is shown for the codes from the least one on; nothing where they are
  /// far apart.
  private var tables: [[[Value]]] = []
  private var leastCodes: [UInt32] = []
  /// What is shown for codes that are not in a table.
  private var known: [[UInt32: [Value]]]

  /// Codes closer together than this are looked up in a table.
  private static let widestTable: UInt32 = 1 << 16

  init(_ dimensions: [Dimension], codes: DimensionCodes, groups: [[UInt32]]) {
    self.dimensions = dimensions
    self.codes = codes
    self.groups = groups
    known = Array(repeating: [:], count: dimensions.count)
    for column in groups {
      let least = column.min() ?? 0
      let width = (column.max() ?? 0) - least
      leastCodes.append(least)
      tables.append(Array(repeating: [], count: width < Self.widestTable ? Int(width) + 1 : 0))
    }
  }

  /// Appends the values of a group's dimensions.
  mutating func append(_ group: Int, to values: inout [Value]) {
    for index in groups.indices {
      let code = groups[index][group]
      if tables[index].isEmpty {
        if let found = known[index][code] {
          values.append(contentsOf: found)
        } else {
          let made = codes.values(of: dimensions[index], code: code)
          known[index][code] = made
          values.append(contentsOf: made)
        }
        continue
      }
      let place = Int(code - leastCodes[index])
      if tables[index][place].isEmpty {
        tables[index][place] = codes.values(of: dimensions[index], code: code)
      }
      values.append(contentsOf: tables[index][place])
    }
  }
}

import Reports

/// What a report shows for the codes of one dimension, made once for each code.
///
/// Thousands of rows share the names of a few hundred users, rules and numbers.
struct DimensionLabels {
  /// For each of the dimension's columns, what is shown for each of the codes that occur.
  private(set) var dictionaries: [[Value]]
  /// For each row, which of these is its own.
  private(set) var entries: [UInt32]

  /// `groups` are those of the rows, in order, and `column` has the code of each group there is.
  init(
    _ dimension: Dimension,
    of groups: some Collection<Int>,
    column: [UInt32],
    codes: DimensionCodes
  ) {
    let least = column.min() ?? 0
    var index = GroupIndex(keyCount: UInt64((column.max() ?? 0) - least) + 1)
    entries = [UInt32](repeating: 0, count: groups.count)
    index.number(groups.map { UInt64(column[$0] - least) }, into: &entries)
    let labels = index.keys.map { codes.values(of: dimension, code: UInt32($0) + least) }
    dictionaries = dimension.columns.indices.map { place in labels.map { $0[place] } }
  }

  /// Adds what is shown for a row that has none of the codes, one value for each column.
  mutating func append(_ values: [Value]) {
    entries.append(UInt32(dictionaries[0].count))
    for (place, value) in values.enumerated() { dictionaries[place].append(value) }
  }
}

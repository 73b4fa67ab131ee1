import Reports

/// One reading of a store for everything a report shows: each segment is looked at once.
struct AttemptScan {
  private let selection: Selection
  private let rules: AttemptRules
  private var codes: DimensionCodes
  private(set) var groupings: [GroupedCells]
  private(set) var quality = QualityCounts()
  /// By number of the status, how many selected attempts have it.
  private(set) var statusCounts: [Int64]
  /// By number of the project, whether any attempt or call of the store belongs to it.
  private(set) var isProjectPresent: [Bool]
  private var attempts = SelectedAttempts()
  /// Each dimension that some grouping needs, and its codes for the attempts at hand.
  private var columns: [(dimension: Dimension, codes: [UInt32])] = []

  init(
    selection: Selection,
    rules: AttemptRules,
    codes: DimensionCodes,
    directory: Directory,
    groupings: [GroupedCells]
  ) {
    self.selection = selection
    self.rules = rules
    self.codes = codes
    self.groupings = groupings
    statusCounts = [Int64](repeating: 0, count: directory.statuses.count)
    isProjectPresent = [Bool](repeating: false, count: directory.projects.count)
    for dimension in groupings.flatMap(\.dimensions)
    where !columns.contains(where: { $0.dimension == dimension }) {
      columns.append((dimension, []))
    }
  }

  mutating func add(_ segment: AttemptSegment) throws {
    for project in segment.project { isProjectPresent[Int(project)] = true }
    select(from: segment)
    for index in columns.indices {
      codes.encode(
        columns[index].dimension,
        of: attempts,
        in: segment,
        into: &columns[index].codes
      )
    }
    for index in groupings.indices {
      try groupings[index].add(attempts, codes: codes(for: groupings[index].dimensions))
    }
  }

  /// Counts calls by their own records in those groupings that ask for them.
  mutating func add(_ calls: CallColumns) throws {
    for project in calls.project { isProjectPresent[Int(project)] = true }
    let rows = calls.call.indices.filter { selection.contains($0, of: calls) }
    let wasDialled = rows.map { calls.wasDialled[$0] }
    for index in groupings.indices where groupings[index].needs.contains(.loggedCalls) {
      var callCodes: [[UInt32]] = []
      for dimension in groupings[index].dimensions {
        var column: [UInt32] = []
        codes.encode(dimension, of: rows, in: calls, into: &column)
        callCodes.append(column)
      }
      try groupings[index].add(wasDialled: wasDialled, codes: callCodes)
    }
  }

  private func codes(for dimensions: [Dimension]) -> [[UInt32]] {
    dimensions.map { dimension in
      columns.first { $0.dimension == dimension }?.codes ?? []
    }
  }

  private mutating func select(from segment: AttemptSegment) {
    // Taken out rather than copied, so that the columns keep their memory.
    var attempts = SelectedAttempts()
    swap(&attempts, &self.attempts)
    attempts.removeAll()
    selection.forEachRow(in: segment, rules: rules) { row, milliseconds, outcome in
      attempts.rows.append(row)
      attempts.milliseconds.append(milliseconds)
      attempts.outcome.append(outcome)
    }
    attempts.derive(from: segment, rules: rules)
    quality.add(attempts, of: segment, rules: rules)
    for row in attempts.rows { statusCounts[Int(segment.status[row])] += 1 }
    swap(&attempts, &self.attempts)
  }
}

import Reports

/// One reading of a store for everything a report shows: each block is looked at once.
///
/// Blocks may be shared out among several scans, which are merged afterwards.
struct AttemptScan: Sendable {
  private let selection: Selection
  private let rules: AttemptRules
  /// Whether costs are looked at by their sources.
  private let tellsSources: Bool
  private var codes: DimensionCodes
  private(set) var groupings: [GroupedCells]
  private(set) var quality = QualityCounts()
  /// By number of the status, how many selected attempts have it: unanswered ones, then answered.
  ///
  /// Four times over, counted in turn: adding to the same number time and again means waiting for it.
  private var statusCountsByAnswer: [Int64]
  private static let statusLanes = 4
  /// By number of the project, whether any attempt or call of the store belongs to it.
  private(set) var isProjectPresent: [Bool]
  private var attempts = SelectedAttempts()
  /// Each dimension that some grouping needs, and its codes for the attempts at hand.
  private var columns: [(dimension: Dimension, codes: [UInt32])] = []
  private var projects = [UInt32](repeating: 0, count: ChosenRows.limit)

  init(
    selection: Selection,
    rules: AttemptRules,
    codes: DimensionCodes,
    directory: Directory,
    groupings: [GroupedCells]
  ) {
    self.selection = selection
    self.rules = rules
    tellsSources =
      !rules.sources.isEmpty || groupings.contains { $0.needs.contains(.costSources) }
    self.codes = codes
    self.groupings = groupings
    statusCountsByAnswer = [Int64](
      repeating: 0,
      count: directory.statuses.count * 2 * Self.statusLanes
    )
    isProjectPresent = [Bool](repeating: false, count: directory.projects.count)
    for dimension in groupings.flatMap(\.dimensions)
    where !columns.contains(where: { $0.dimension == dimension }) {
      columns.append((dimension, [UInt32](repeating: 0, count: ChosenRows.limit)))
    }
  }

  /// The columns of a block that are read; of a block outside of the period only the projects.
  func blockColumns(of header: BlockHeader) -> [BlockColumn] {
    guard selection.mayContain(header) else { return [.project] }
    var needed = SelectedAttempts.blockColumns + selection.blockColumns + [.project]
    for column in columns {
      if let column = column.dimension.blockColumn { needed.append(column) }
      if column.dimension == .policy { needed += [.policy, .rule] }
    }
    if needed.contains(.policy) { needed.append(.rule) }
    if tellsSources { needed += CostColumns.blockColumns }
    return Set(needed.map(\.rawValue)).sorted().compactMap { BlockColumn(rawValue: $0) }
  }

  /// Counts the attempts of a block.
  ///
  /// `isShared` says by groups of calls which may be in other blocks; empty where all may be.
  mutating func add(_ block: AttemptBlock, isShared: [Bool]) throws {
    notePresentProjects(of: block)
    guard selection.mayContain(block.header) else { return }
    for start in stride(from: 0, to: block.count, by: ChosenRows.limit) {
      let range = start..<min(start + ChosenRows.limit, block.count)
      attempts.fill(
        from: block,
        range,
        selection: selection,
        rules: rules,
        tellsSources: tellsSources
      )
      guard attempts.count > 0 else { continue }
      for index in columns.indices {
        codes.encode(columns[index].dimension, of: attempts, in: block, into: &columns[index].codes)
      }
      quality.add(attempts)
      countStatuses()
      for index in groupings.indices {
        try groupings[index].add(
          attempts,
          codes: codes(for: groupings[index].dimensions),
          isShared: isShared
        )
      }
    }
  }

  /// Counts what another scan of other blocks has counted as well.
  mutating func merge(_ other: consuming AttemptScan) throws(ReportError) {
    quality.merge(other.quality)
    for index in statusCountsByAnswer.indices {
      statusCountsByAnswer[index] += other.statusCountsByAnswer[index]
    }
    for index in isProjectPresent.indices where other.isProjectPresent[index] {
      isProjectPresent[index] = true
    }
    for index in groupings.indices { try groupings[index].merge(other.groupings[index]) }
  }

  /// Does what can be done before merging.
  mutating func finishBlocks() {
    for index in groupings.indices { groupings[index].fold() }
  }

  /// Counts calls by their own records in those groupings that ask for them.
  mutating func add(_ calls: CallColumns) throws {
    for project in calls.project { isProjectPresent[Int(project)] = true }
    let rows = calls.call.indices.filter { selection.contains($0, of: calls) }
    let facts = rows.map { row in
      CallCosts(wasDialled: calls.wasDialled[row], inboundMicrocents: calls.inboundMicrocents[row])
    }
    for index in groupings.indices where groupings[index].needs.contains(.loggedCalls) {
      var callCodes: [[UInt32]] = []
      for dimension in groupings[index].dimensions {
        var column: [UInt32] = []
        codes.encode(dimension, of: rows, in: calls, into: &column)
        callCodes.append(column)
      }
      try groupings[index].add(facts, codes: callCodes)
    }
  }

  /// By number of the status, how many selected attempts have it.
  var statusCounts: [Int64] {
    rules.statuses.indices.map {
      statusCount($0, answered: false) + statusCount($0, answered: true)
    }
  }

  private func statusCount(_ status: Int, answered: Bool) -> Int64 {
    let stride = rules.statuses.count * 2
    let place = answered ? rules.statuses.count + status : status
    return (0..<Self.statusLanes).reduce(0) { $0 + statusCountsByAnswer[$1 * stride + place] }
  }

  /// The quality line's counts, those that follow from the statuses included.
  var finishedQuality: QualityCounts {
    var quality = quality
    for (number, status) in rules.statuses.enumerated() {
      guard let status else { continue }
      quality.addConflicts(statusCount(number, answered: !status.saysAnswered))
    }
    return quality
  }

  private func codes(for dimensions: [Dimension]) -> [[UInt32]] {
    dimensions.map { dimension in
      columns.first { $0.dimension == dimension }?.codes ?? []
    }
  }

  private mutating func countStatuses() {
    Self.countStatuses(of: attempts, in: &statusCountsByAnswer)
  }

  private static func countStatuses(
    of attempts: borrowing SelectedAttempts,
    in counts: inout [Int64]
  ) {
    let stride = counts.count / statusLanes
    let (flags, status) = (attempts.flags.span, attempts.status.span)
    var counts = counts.mutableSpan
    for index in 0..<attempts.count {
      let isAnswered = flags[index] & BlockFlags.answered.rawValue != 0
      let lane = (index & (statusLanes - 1)) * stride
      counts[lane + Int(status[index]) + (isAnswered ? stride / 2 : 0)] += 1
    }
  }

  private mutating func notePresentProjects(of block: AttemptBlock) {
    guard let column = block[.project], block.count > 0 else { return }
    if column.layout.width == 0 {
      isProjectPresent[Int(column.layout.base)] = true
      return
    }
    var rows = ChosenRows()
    for start in stride(from: 0, to: block.count, by: ChosenRows.limit) {
      rows.choose(start..<min(start + ChosenRows.limit, block.count))
      column.unpack(rows, into: &projects, null: 0)
      for index in 0..<rows.count { isProjectPresent[Int(projects[index])] = true }
    }
  }
}

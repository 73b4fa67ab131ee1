/// Some selected attempts of a block and what follows from their columns, side by side.
///
/// Every column is as long as the greatest number of rows looked at in one go,
/// ``ChosenRows/limit``; only its first ``count`` elements mean anything. Loops over them need not
/// look whether each element is there.
struct SelectedAttempts: Sendable {
  /// Where in the block they stand.
  var rows = ChosenRows()
  /// UTC milliseconds; ``AttemptSegment/unknownTime`` where there is neither start nor creation.
  var milliseconds = column(Int64(0))
  private(set) var outcome = column(Outcome.other)
  private(set) var call = column(UInt32(0))
  private(set) var status = column(UInt32(0))
  /// ``BlockFlags``.
  private(set) var flags = column(UInt8(0))
  /// ``AttemptSegment/unknown`` where NULL.
  private(set) var dialSeconds = column(Int32(0))
  /// Negative ones are records gone wrong; ``AttemptSegment/unknownTime`` where unknown.
  private(set) var ringSeconds = column(Int64(0))
  /// ``AttemptSegment/unknownTime`` where unknown.
  private(set) var costMicrocents = column(Int64(0))
  /// Costs by source; nothing where ``AttemptRules/sources`` need not be told apart.
  private(set) var costs = CostColumns(count: 0)
  /// By ``AttemptClass``.
  private(set) var classes = column(UInt8(0))
  private var codes = column(UInt32(0))
  private var mask = column(false)

  var count: Int { rows.count }

  /// The columns of a block that are read whatever is asked for.
  static let blockColumns: [BlockColumn] = [
    .at, .call, .status, .flags, .dialSeconds, .ringSeconds, .recordedCostMicrocents,
  ]

  private static func column<Element>(_ element: Element) -> [Element] {
    [Element](repeating: element, count: ChosenRows.limit)
  }

  /// Chooses what is selected among some rows of a block and reads their columns.
  mutating func fill(
    from block: AttemptBlock,
    _ range: Range<Int>,
    selection: Selection,
    rules: AttemptRules,
    tellsSources: Bool
  ) {
    rows.choose(range)
    selection.keepSelected(&rows, of: block, at: &milliseconds, codes: &codes, mask: &mask)
    guard count > 0 else { return }
    readOutcomes(of: block, rules: rules)
    if !selection.hasAllOutcomes {
      for index in 0..<count { mask[index] = selection.contains(outcome[index]) }
      rows.keep(where: mask)
      readOutcomes(of: block, rules: rules)
    }
    block.read(.call, rows, into: &call, null: 0)
    block.read(.dialSeconds, rows, into: &dialSeconds, null: AttemptSegment.unknown)
    block.read(.ringSeconds, rows, into: &ringSeconds, null: AttemptSegment.unknownTime)
    block.read(
      .recordedCostMicrocents,
      rows,
      into: &costMicrocents,
      null: AttemptSegment.unknownTime
    )
    if tellsSources {
      if costs.source.isEmpty { costs = CostColumns(count: ChosenRows.limit) }
      costs.fill(
        &costMicrocents,
        of: rows,
        in: block,
        at: milliseconds,
        outcome: outcome,
        dialSeconds: dialSeconds,
        rules: rules
      )
      Self.classify(&classes, count, outcome, dialSeconds, ringSeconds, costMicrocents)
    } else {
      Self.derive(&costMicrocents, &classes, count, outcome, dialSeconds, ringSeconds, rules)
    }
  }

  private mutating func readOutcomes(of block: AttemptBlock, rules: AttemptRules) {
    block.read(.at, rows, into: &milliseconds, null: AttemptSegment.unknownTime)
    block.read(.status, rows, into: &status, null: 0)
    block.read(.flags, rows, into: &flags, null: 0)
    Self.derive(&outcome, count, flags, status, milliseconds, rules)
  }

  private static func derive(
    _ outcome: inout [Outcome],
    _ count: Int,
    _ flags: [UInt8],
    _ status: [UInt32],
    _ milliseconds: [Int64],
    _ rules: AttemptRules
  ) {
    precondition(count <= ChosenRows.limit)
    let (flags, status, milliseconds) = (flags.span, status.span, milliseconds.span)
    let byStatus = rules.outcomes.span
    var outcome = outcome.mutableSpan
    for index in 0..<count {
      let facts = unsafe flags[unchecked: index]
      let isAnswered = facts & BlockFlags.answered.rawValue != 0
      // Without a second fact only an open attempt needs a closer look.
      var found = byStatus[Int(unsafe status[unchecked: index])]
      if found == .open, !isAnswered {
        found = rules.outcome(
          ofUndecidedAt: milliseconds[index],
          ended: facts & BlockFlags.ended.rawValue != 0
        )
      }
      unsafe outcome[unchecked: index] = isAnswered ? .answered : found
    }
  }

  private static func classify(
    _ classes: inout [UInt8],
    _ count: Int,
    _ outcome: [Outcome],
    _ dialSeconds: [Int32],
    _ ringSeconds: [Int64],
    _ costMicrocents: [Int64]
  ) {
    for index in 0..<count {
      classes[index] =
        AttemptClass(
          outcome: outcome[index],
          dial: dialSeconds[index],
          isCosted: costMicrocents[index] != AttemptSegment.unknownTime,
          isRung: ringSeconds[index] >= 0
        ).rawValue
    }
  }

  private static func derive(
    _ costMicrocents: inout [Int64],
    _ classes: inout [UInt8],
    _ count: Int,
    _ outcome: [Outcome],
    _ dialSeconds: [Int32],
    _ ringSeconds: [Int64],
    _ rules: AttemptRules
  ) {
    let unknown = AttemptSegment.unknownTime
    let basis = rules.costBasis
    precondition(count <= ChosenRows.limit)
    let (outcome, dialSeconds, ringSeconds) = (outcome.span, dialSeconds.span, ringSeconds.span)
    var costs = costMicrocents.mutableSpan
    var classes = classes.mutableSpan
    for index in 0..<count {
      let dial = unsafe dialSeconds[unchecked: index]
      let ended = unsafe outcome[unchecked: index]
      let known = basis.knownMicrocents(
        recorded: unsafe costs[unchecked: index],
        answered: ended == .answered,
        dialSeconds: dial
      )
      unsafe costs[unchecked: index] = known ?? unknown
      unsafe classes[unchecked: index] =
        AttemptClass(
          outcome: ended,
          dial: dial,
          isCosted: known != nil,
          isRung: ringSeconds[unchecked: index] >= 0
        ).rawValue
    }
  }
}

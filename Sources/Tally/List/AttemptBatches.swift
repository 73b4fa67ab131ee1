internal import Reports

/// Makes the batches of a list: reads attempts and puts the words of their rows together.
struct AttemptBatches: ~Copyable {
  /// Rows of one batch: few enough to stay in the processor's cache, and no power of two, by which
  /// the words of a row would all lie in the same few lines of it.
  static let rowCount = 2040

  private let columns: [AttemptListColumn]
  private let layout: RowLayout
  private let zone: Zone
  private let rules: AttemptRules
  private let selection: Selection
  private let facts: CallFacts
  private let calls: [Identifier]
  private var reader: ListedAttemptReader
  /// The stretch around the instant converted last: most instants lie in the same one.
  private var span: Zone.Span

  init(
    of columns: [AttemptListColumn],
    zone: Zone,
    directory: Directory,
    rules: AttemptRules,
    selection: Selection,
    facts: CallFacts,
    in store: Store
  ) throws {
    let isPolicyWanted =
      columns.contains { $0.subject == .policy } || selection.blockColumns.contains(.policy)
    let calls = columns.contains(.callID) ? try store.callIdentifiers() : []
    let policies = isPolicyWanted ? try store.policies() : nil
    reader = try ListedAttemptReader(
      columns.reduce(into: selection.tableColumns) { $0.formUnion($1.tableColumns) },
      policies: policies,
      capacity: Self.rowCount,
      in: store.database
    )
    self.columns = columns
    self.calls = calls
    layout = AttemptListLayout(directory).layout(of: columns)
    self.zone = zone
    self.rules = rules
    self.selection = selection
    self.facts = facts
    span = zone.span(at: 0)
  }

  /// The selected ones of at most ``rowCount`` attempts, in the order of their numbers.
  mutating func batch(of numbers: ArraySlice<Int32>) throws -> RowBatch {
    let rows = try selectedRows(of: numbers)
    var batch = RowBatch(layout: layout, capacity: rows.count)
    let hasCosts = columns.contains(where: \.isWeighedCost)
    let costs = hasCosts ? rows.map { rules.costs(of: $0, in: reader.columns.segment) } : []
    var isFilled = [Bool](repeating: false, count: layout.wordCount)
    for (column, place) in zip(columns, layout.places) where !isFilled[place] {
      isFilled[place] = true
      fill(&batch, at: place, with: column, rows, costs)
    }
    return batch
  }

  /// Reads attempts; returns which of the rows read are selected, in the order of the numbers.
  private mutating func selectedRows(of numbers: ArraySlice<Int32>) throws -> [Int] {
    // Rows are read in the order of the store, and found again by what they were asked for.
    var keys = numbers.enumerated().map { UInt64($1) << 32 | UInt64($0) }
    let isSorted = zip(keys, keys.dropFirst()).allSatisfy { $0 < $1 }
    if !isSorted { keys.sort() }
    try reader.read(keys.lazy.map { Int32(truncatingIfNeeded: $0 >> 32) })
    let segment = reader.columns.segment
    var isSelected = [Bool](repeating: false, count: segment.count)
    selection.forEachRow(in: segment, rules: rules) { row, _, _ in isSelected[row] = true }
    var rows = [Int](repeating: -1, count: keys.count)
    var row = 0
    for key in keys where row < segment.count {
      guard segment.attempt[row] == Int32(truncatingIfNeeded: key >> 32) else { continue }
      if isSelected[row] { rows[Int(truncatingIfNeeded: key & 0xFFFF_FFFF)] = row }
      row += 1
    }
    rows.removeAll { $0 < 0 }
    return rows
  }

  private mutating func fill(
    _ batch: inout RowBatch,
    at place: Int,
    with column: AttemptListColumn,
    _ rows: [Int],
    _ costs: [AttemptCosts]
  ) {
    let null = RowBatch.null
    let segment = reader.columns.segment
    switch column {
    case .id:
      fill(&batch, at: place, rows) { Int64(bitPattern: segment.identifier[$0].high) }
      fill(&batch, at: place + 1, rows) { Int64(bitPattern: segment.identifier[$0].low) }
    case .callID:
      fill(&batch, at: place, rows) { Int64(bitPattern: calls[Int(segment.call[$0])].high) }
      fill(&batch, at: place + 1, rows) { Int64(bitPattern: calls[Int(segment.call[$0])].low) }
    case .projectID, .projectName: fill(&batch, at: place, rows) { Int64(segment.project[$0]) }
    case .userID, .userName, .userEmail: fill(&batch, at: place, rows) { Int64(segment.user[$0]) }
    case .ruleID, .ruleName: fill(&batch, at: place, rows) { Int64(segment.rule[$0]) }
    case .policyID, .policyName: fill(&batch, at: place, rows) { Int64(segment.policy[$0]) }
    case .number, .country: fill(&batch, at: place, rows) { Int64(segment.phone[$0]) }
    case .status: fill(&batch, at: place, rows) { Int64(segment.status[$0]) }
    case .statusMessage: copyTexts(.statusMessage, to: &batch, at: place, rows)
    case .outcome:
      fill(&batch, at: place, rows) { Int64(rules.outcome(of: $0, in: segment).rawValue) }
    case .isAnswered:
      fill(&batch, at: place, rows) { segment.flags[$0].contains(.answered) ? 1 : 0 }
    case .position:
      fill(&batch, at: place, rows) { Int64(facts.position[Int(segment.attempt[$0])]) }
    case .round: fill(&batch, at: place, rows) { Int64(facts.round[Int(segment.attempt[$0])]) }
    case .createdAt: fillInstants(&batch, at: place, .createdAt, rows)
    case .updatedAt: fillInstants(&batch, at: place, .updatedAt, rows)
    case .startedAt: fillInstants(&batch, at: place, .startedAt, rows)
    case .endedAt: fillInstants(&batch, at: place, .endedAt, rows)
    case .dialSeconds: copy(.dialSeconds, to: &batch, at: place, rows)
    case .ringSeconds:
      fill(&batch, at: place, rows) { rules.ringSeconds(of: $0, in: segment) ?? null }
    case .recordedCost: copy(.recordedCost, to: &batch, at: place, rows)
    case .carrierCost:
      fill(&batch, at: place, costs.indices) { costs[$0].carrierMicrocents ?? null }
    case .ratedCost: fill(&batch, at: place, costs.indices) { costs[$0].ratedMicrocents ?? null }
    case .effectiveCost:
      fill(&batch, at: place, costs.indices) {
        costs[$0].chosen(by: rules.costBasis)?.microcents ?? null
      }
    case .costSource:
      let codes = CostBasis.allCases.enumerated().map { ($1, Int64($0)) }
      fill(&batch, at: place, costs.indices) { row in
        let source = costs[row].chosen(by: rules.costBasis)?.source
        return codes.first { $0.0 == source }?.1 ?? null
      }
    case .dimensionLost:
      fill(&batch, at: place, rows) { segment.flags[$0].contains(.dimensionLost) ? 1 : 0 }
    case .version: copy(.version, to: &batch, at: place, rows)
    case .extra: copyTexts(.extra, to: &batch, at: place, rows)
    }
  }

  /// Writes one word of every row.
  @inline(__always)
  private func fill(
    _ batch: inout RowBatch,
    at place: Int,
    _ rows: some Sequence<Int>,
    _ word: (Int) -> Int64
  ) {
    var index = place * batch.capacity
    var words = batch.words.mutableSpan
    for row in rows {
      words[index] = word(row)
      index += 1
    }
  }

  /// Writes what was read as it is.
  private func copy(
    _ column: AttemptTableColumn,
    to batch: inout RowBatch,
    at place: Int,
    _ rows: [Int]
  ) {
    let start = reader.columns.start(of: column) ?? 0
    let words = reader.columns.values.words.span
    fill(&batch, at: place, rows) { words[start + $0] }
  }

  private func copyTexts(
    _ column: AttemptTableColumn,
    to batch: inout RowBatch,
    at place: Int,
    _ rows: [Int]
  ) {
    var texts = batch.texts
    let known = reader.columns.values.texts
    copy(column, to: &batch, at: place, rows)
    for index in (place * batch.capacity)..<((place + 1) * batch.capacity)
    where batch.words[index] != RowBatch.null {
      texts.append(known[Int(batch.words[index])])
      batch.words[index] = Int64(texts.count - 1)
    }
    batch.texts = texts
  }

  private mutating func fillInstants(
    _ batch: inout RowBatch,
    at place: Int,
    _ column: AttemptTableColumn,
    _ rows: [Int]
  ) {
    copy(column, to: &batch, at: place, rows)
    var span = span
    let first = place * batch.capacity
    for index in first..<(first + batch.count) {
      let milliseconds = batch.words[index]
      if milliseconds < span.from || milliseconds >= span.to {
        span = zone.span(at: milliseconds)
      }
      batch.words[index + batch.capacity] = Int64(span.offsetSeconds)
    }
    self.span = span
  }
}

internal import Reports

/// Puts the words of a list's rows together.
struct AttemptBatches {
  private(set) var batch: RowBatch
  private let zone: Zone
  private let rules: AttemptRules
  private let facts: CallFacts
  private let calls: [Identifier]
  private let columns: [AttemptListColumn]
  /// The stretch around the instant converted last: most instants lie in the same one.
  private var span: Zone.Span

  init(
    zone: Zone,
    rules: AttemptRules,
    facts: CallFacts,
    calls: [Identifier],
    columns: [AttemptListColumn],
    layout: RowLayout
  ) {
    batch = RowBatch(layout: layout)
    self.zone = zone
    self.rules = rules
    self.facts = facts
    self.calls = calls
    self.columns = columns
    span = zone.span(at: 0)
  }

  mutating func removeAll() {
    batch.removeAll()
  }

  /// Adds those of the attempts that are selected, in the order of `numbers`.
  mutating func append(
    _ numbers: ArraySlice<Int32>,
    from columns: ListedColumns,
    selection: Selection
  ) {
    let segment = columns.segment
    var outcomes = [Outcome?](repeating: nil, count: segment.count)
    selection.forEachRow(in: segment, rules: rules) { row, _, outcome in
      outcomes[row] = outcome
    }
    for row in Self.rows(of: numbers, in: segment.attempt) {
      guard let outcome = outcomes[row] else { continue }
      append(row, outcome, segment, columns)
    }
  }

  /// Where attempts stand among ascending numbers, those that do.
  private static func rows(of numbers: ArraySlice<Int32>, in ascending: [Int32]) -> [Int] {
    if numbers.elementsEqual(ascending) { return Array(ascending.indices) }
    return numbers.compactMap { number in row(of: number, in: ascending) }
  }

  private static func row(of number: Int32, in numbers: [Int32]) -> Int? {
    var low = 0
    var high = numbers.count
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low < numbers.count && numbers[low] == number ? low : nil
  }

  private mutating func append(
    _ row: Int,
    _ outcome: Outcome,
    _ segment: borrowing AttemptSegment,
    _ columns: borrowing ListedColumns
  ) {
    let costs = rules.costs(of: row, in: segment)
    var words = RowWords()
    for column in self.columns {
      append(column, row, outcome, costs, segment, columns, to: &words)
    }
    words.appendAll(to: &batch.words)
  }

  @inline(__always)
  private mutating func append(
    _ column: AttemptListColumn,
    _ row: Int,
    _ outcome: Outcome,
    _ costs: AttemptCosts,
    _ segment: borrowing AttemptSegment,
    _ columns: borrowing ListedColumns,
    to words: inout RowWords
  ) {
    let null = RowBatch.null
    switch column {
    case .id: words.append(segment.identifier[row])
    case .callID: words.append(calls[Int(segment.call[row])])
    case .projectID, .projectName: words.append(Int64(segment.project[row]))
    case .userID, .userName, .userEmail: words.append(Int64(segment.user[row]))
    case .ruleID, .ruleName: words.append(Int64(segment.rule[row]))
    case .policyID, .policyName: words.append(Int64(segment.policy[row]))
    case .number, .country: words.append(Int64(segment.phone[row]))
    case .status: words.append(Int64(segment.status[row]))
    case .statusMessage:
      words.append(columns.statusMessage[row].map { batch.place(of: $0) } ?? null)
    case .outcome: words.append(Int64(outcome.rawValue))
    case .isAnswered: words.append(segment.flags[row].contains(.answered) ? 1 : 0)
    case .position: words.append(Int64(facts.position[Int(segment.attempt[row])]))
    case .round: words.append(Int64(facts.round[Int(segment.attempt[row])]))
    case .createdAt: append(instant: segment.createdAt[row], to: &words)
    case .updatedAt: append(instant: columns.updatedAt[row], to: &words)
    case .startedAt: append(instant: segment.startedAt[row], to: &words)
    case .endedAt: append(instant: segment.endedAt[row], to: &words)
    case .dialSeconds:
      let seconds = segment.dialSeconds[row]
      words.append(seconds == AttemptSegment.unknown ? null : Int64(seconds))
    case .ringSeconds: words.append(rules.ringSeconds(of: row, in: segment) ?? null)
    case .recordedCost: words.append(segment.recordedCostMicrocents[row])
    case .carrierCost: words.append(costs.carrierMicrocents ?? null)
    case .ratedCost: words.append(costs.ratedMicrocents ?? null)
    case .effectiveCost: words.append(costs.chosen(by: rules.costBasis)?.microcents ?? null)
    case .costSource:
      let source = costs.chosen(by: rules.costBasis)?.source
      words.append(source.flatMap(CostBasis.allCases.firstIndex).map(Int64.init) ?? null)
    case .dimensionLost: words.append(segment.flags[row].contains(.dimensionLost) ? 1 : 0)
    case .version: words.append(columns.version[row])
    case .extra: words.append(columns.extra[row].map { batch.place(of: $0) } ?? null)
    }
  }

  private mutating func append(instant milliseconds: Int64, to words: inout RowWords) {
    words.append(milliseconds)
    if milliseconds < span.from || milliseconds >= span.to {
      span = zone.span(at: milliseconds)
    }
    words.append(Int64(span.offsetSeconds))
  }
}

/// The words of one row, gathered before they go where others are: an array that grows word by
/// word looks each time whether it has the room.
private struct RowWords {
  private var words = InlineArray<64, Int64>(repeating: 0)
  private var count = 0

  @inline(__always)
  mutating func append(_ word: Int64) {
    words[count] = word
    count += 1
  }

  @inline(__always)
  mutating func append(_ identifier: Identifier) {
    append(Int64(bitPattern: identifier.high))
    append(Int64(bitPattern: identifier.low))
  }

  @inline(__always)
  func appendAll(to others: inout [Int64]) {
    unsafe words.span.withUnsafeBufferPointer { buffer in
      unsafe others.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[..<count]))
    }
  }
}

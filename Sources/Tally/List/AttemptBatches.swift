internal import Reports

/// Puts the words of a list's rows together.
struct AttemptBatches {
  private(set) var batch: RowBatch
  private let zone: Zone
  private let rules: AttemptRules
  private let facts: CallFacts
  private let calls: [Identifier]
  /// The stretch around the instant converted last: most instants lie in the same one.
  private var span: Zone.Span

  init(
    zone: Zone,
    rules: AttemptRules,
    facts: CallFacts,
    calls: [Identifier],
    layout: RowLayout
  ) {
    batch = RowBatch(layout: layout)
    self.zone = zone
    self.rules = rules
    self.facts = facts
    self.calls = calls
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
    let number = Int(segment.attempt[row])
    let flags = segment.flags[row]
    let null = RowBatch.null
    let dialSeconds = segment.dialSeconds[row]
    let costs = rules.costs(of: row, in: segment)
    let chosen = costs.chosen(by: rules.costBasis)
    let source = chosen.flatMap { CostBasis.allCases.firstIndex(of: $0.source) }
    var words = RowWords()
    words.append(segment.identifier[row])
    words.append(calls[Int(segment.call[row])])
    words.append(segment.project[row], times: 2)
    words.append(segment.user[row], times: 3)
    words.append(segment.rule[row], times: 2)
    words.append(segment.policy[row], times: 2)
    words.append(segment.phone[row], times: 2)
    words.append(segment.status[row], times: 1)
    words.append(columns.statusMessage[row].map { batch.place(of: $0) } ?? null)
    words.append(Int64(outcome.rawValue))
    words.append(flags.contains(.answered) ? 1 : 0)
    words.append(Int64(facts.position[number]))
    words.append(Int64(facts.round[number]))
    append(instant: segment.createdAt[row], to: &words)
    append(instant: columns.updatedAt[row], to: &words)
    append(instant: segment.startedAt[row], to: &words)
    append(instant: segment.endedAt[row], to: &words)
    words.append(dialSeconds == AttemptSegment.unknown ? null : Int64(dialSeconds))
    words.append(rules.ringSeconds(of: row, in: segment) ?? null)
    words.append(segment.recordedCostMicrocents[row])
    words.append(costs.carrierMicrocents ?? null)
    words.append(costs.ratedMicrocents ?? null)
    words.append(chosen?.microcents ?? null)
    words.append(source.map { Int64($0) } ?? null)
    words.append(flags.contains(.dimensionLost) ? 1 : 0)
    words.append(columns.version[row])
    words.append(columns.extra[row].map { batch.place(of: $0) } ?? null)
    words.appendAll(to: &batch.words)
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

  /// The columns of one code: its id, its name and so on.
  @inline(__always)
  mutating func append(_ code: Int32, times: Int) {
    for _ in 0..<times { append(Int64(code)) }
  }

  @inline(__always)
  func appendAll(to others: inout [Int64]) {
    unsafe words.span.withUnsafeBufferPointer { buffer in
      unsafe others.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[..<count]))
    }
  }
}

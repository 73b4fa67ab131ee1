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
    from reader: borrowing ListedAttemptReader,
    selection: Selection
  ) {
    let segment = reader.segment
    var outcomes = [Outcome?](repeating: nil, count: segment.count)
    selection.forEachRow(in: segment, rules: rules) { row, _, outcome in
      outcomes[row] = outcome
    }
    for number in numbers {
      guard let row = Self.row(of: number, in: segment.attempt), let outcome = outcomes[row]
      else { continue }
      append(row, outcome, segment, reader)
    }
  }

  /// Where an attempt stands among ascending numbers.
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
    _ segment: AttemptSegment,
    _ reader: borrowing ListedAttemptReader
  ) {
    let number = Int(segment.attempt[row])
    let flags = segment.flags[row]
    append(segment.identifier[row])
    append(calls[Int(segment.call[row])])
    append(code: segment.project[row], times: 2)
    append(code: segment.user[row], times: 3)
    append(code: segment.rule[row], times: 2)
    append(code: segment.policy[row], times: 2)
    append(code: segment.phone[row], times: 2)
    append(code: segment.status[row], times: 1)
    batch.append(reader.statusMessage[row])
    batch.words.append(Int64(outcome.rawValue))
    batch.words.append(flags.contains(.answered) ? 1 : 0)
    batch.words.append(Int64(facts.position[number]))
    batch.words.append(Int64(facts.round[number]))
    append(instant: segment.createdAt[row])
    append(instant: reader.updatedAt[row])
    append(instant: segment.startedAt[row])
    append(instant: segment.endedAt[row])
    let dialSeconds = segment.dialSeconds[row]
    batch.words.append(
      dialSeconds == AttemptSegment.unknown ? RowBatch.null : Int64(dialSeconds)
    )
    batch.words.append(rules.ringSeconds(of: row, in: segment) ?? RowBatch.null)
    batch.words.append(segment.recordedCostMicrocents[row])
    let costs = rules.costs(of: row, in: segment)
    batch.words.append(costs.carrierMicrocents ?? RowBatch.null)
    batch.words.append(costs.ratedMicrocents ?? RowBatch.null)
    let chosen = costs.chosen(by: rules.costBasis)
    batch.words.append(chosen?.microcents ?? RowBatch.null)
    let source = chosen.flatMap { CostBasis.allCases.firstIndex(of: $0.source) }
    batch.words.append(source.map { Int64($0) } ?? RowBatch.null)
    batch.words.append(flags.contains(.dimensionLost) ? 1 : 0)
    batch.words.append(reader.version[row])
    batch.append(reader.extra[row])
  }

  private mutating func append(_ identifier: Identifier) {
    batch.words.append(Int64(bitPattern: identifier.high))
    batch.words.append(Int64(bitPattern: identifier.low))
  }

  private mutating func append(code: Int32, times: Int) {
    for _ in 0..<times { batch.words.append(Int64(code)) }
  }

  private mutating func append(instant milliseconds: Int64) {
    batch.words.append(milliseconds)
    if milliseconds < span.from || milliseconds >= span.to {
      span = zone.span(at: milliseconds)
    }
    batch.words.append(Int64(span.offsetSeconds))
  }
}

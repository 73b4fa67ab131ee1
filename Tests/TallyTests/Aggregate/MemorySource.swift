import Reports
import Tally

/// A store in memory that hands its attempts over in small segments.
struct MemorySource: AttemptSource {
  var names = Directory()
  var records: [AttemptRecord] = []
  var calls: [LoggedCall] = []
  var newestUpdate: Instant?
  var carrier = CarrierCosts()
  var card: RateCard?
  var segmentSize = 3

  func directory() -> Directory { names }

  func carrierCosts() -> CarrierCosts { carrier }

  func rateCard(_ choice: RateCardChoice) -> (card: RateCard?, warning: String?) {
    (choice == .none ? nil : card, nil)
  }

  func asOf() -> Instant? { newestUpdate }

  func forEachSegment(
    withIdentifiers: Bool,
    _ body: (AttemptSegment) throws -> Void
  ) throws {
    var start = 0
    while start < records.count {
      let end = min(start + segmentSize, records.count)
      try body(segment(start..<end, withIdentifiers: withIdentifiers))
      start = end
    }
  }

  /// Numbers have gaps where attempts were deleted.
  static func number(ofRow row: Int) -> Int32 { Int32(row * 2 + 1) }

  private func segment(_ rows: Range<Int>, withIdentifiers: Bool) -> AttemptSegment {
    var segment = AttemptSegment()
    for row in rows {
      let record = records[row]
      segment.count += 1
      segment.attempt.append(Self.number(ofRow: row))
      segment.call.append(record.call)
      segment.project.append(record.project)
      segment.user.append(record.user)
      segment.rule.append(record.rule)
      segment.policy.append(record.policy)
      segment.phone.append(record.phone)
      segment.status.append(record.status)
      segment.createdAt.append(record.createdAt ?? AttemptSegment.unknownTime)
      segment.startedAt.append(record.startedAt ?? AttemptSegment.unknownTime)
      segment.endedAt.append(record.endedAt ?? AttemptSegment.unknownTime)
      segment.dialSeconds.append(record.dialSeconds ?? AttemptSegment.unknown)
      segment.recordedCostMicrocents.append(record.costMicrocents ?? AttemptSegment.unknownTime)
      var flags: AttemptSegment.Flags = []
      if record.isAnswered { flags.insert(.answered) }
      if record.isDimensionLost { flags.insert(.dimensionLost) }
      segment.flags.append(flags)
      if withIdentifiers { segment.identifier.append(record.id) }
    }
    return segment
  }

  func loggedCalls() -> CallColumns {
    var columns = CallColumns()
    for call in calls {
      columns.call.append(call.call)
      columns.project.append(call.project)
      columns.policy.append(call.policy)
      columns.startedAt.append(call.startedAt ?? AttemptSegment.unknownTime)
      columns.wasDialled.append(call.wasDialled)
      columns.inboundMicrocents.append(call.inboundMicrocents ?? AttemptSegment.unknownTime)
    }
    return columns
  }

  /// Calls have ids that end in their numbers.
  func callNumber(of identifier: Identifier) -> Int32? {
    let number = Int32(truncatingIfNeeded: identifier.low)
    let isKnown = records.contains { $0.call == number } || calls.contains { $0.call == number }
    return identifier.high == 0xCA11 && isKnown ? number : nil
  }

  static func callIdentifier(_ number: UInt64) -> Identifier {
    Identifier(high: 0xCA11, low: number)
  }
}

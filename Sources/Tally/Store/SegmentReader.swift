internal import SQLite

/// Turns rows of the attempt table into columns.
struct SegmentReader {
  /// The policy numbers of calls and rules, indexed by their own numbers; 0 is none.
  struct Policies {
    var ofCalls: [Int32]
    var ofRules: [Int32]
  }

  private(set) var segment = AttemptSegment()
  private let policies: Policies
  private let withIdentifiers: Bool

  init(policies: Policies, withIdentifiers: Bool) {
    self.policies = policies
    self.withIdentifiers = withIdentifiers
  }

  mutating func append(_ row: borrowing Statement) {
    let call = Int32(row.integer(1))
    let rule = Int32(row.integer(4))
    segment.count += 1
    segment.attempt.append(Int32(row.integer(0)))
    segment.call.append(call)
    segment.project.append(Int32(row.integer(2)))
    segment.user.append(Int32(row.integer(3)))
    segment.rule.append(rule)
    let policy = policies.ofCalls[Int(call)]
    segment.policy.append(policy == 0 ? policies.ofRules[Int(rule)] : policy)
    segment.phone.append(Int32(row.integer(5)))
    segment.status.append(Int32(row.integer(6)))
    segment.createdAt.append(row.optionalInteger(7) ?? AttemptSegment.unknownTime)
    segment.startedAt.append(row.optionalInteger(8) ?? AttemptSegment.unknownTime)
    segment.endedAt.append(row.optionalInteger(9) ?? AttemptSegment.unknownTime)
    segment.dialSeconds.append(row.optionalInteger(10).map(Int32.init) ?? AttemptSegment.unknown)
    segment.recordedCostMicrocents.append(
      row.optionalInteger(11) ?? AttemptSegment.unknownTime
    )
    var flags: AttemptSegment.Flags = row.integer(12) == 1 ? .answered : []
    if row.integer(13) == 1 { flags.insert(.dimensionLost) }
    segment.flags.append(flags)
    if withIdentifiers, let words = row.words(14) {
      segment.identifier.append(Identifier(high: words.high, low: words.low))
    }
  }

  mutating func removeAll() {
    segment.count = 0
    segment.attempt.removeAll(keepingCapacity: true)
    segment.call.removeAll(keepingCapacity: true)
    segment.project.removeAll(keepingCapacity: true)
    segment.user.removeAll(keepingCapacity: true)
    segment.rule.removeAll(keepingCapacity: true)
    segment.policy.removeAll(keepingCapacity: true)
    segment.phone.removeAll(keepingCapacity: true)
    segment.status.removeAll(keepingCapacity: true)
    segment.createdAt.removeAll(keepingCapacity: true)
    segment.startedAt.removeAll(keepingCapacity: true)
    segment.endedAt.removeAll(keepingCapacity: true)
    segment.dialSeconds.removeAll(keepingCapacity: true)
    segment.recordedCostMicrocents.removeAll(keepingCapacity: true)
    segment.flags.removeAll(keepingCapacity: true)
    segment.identifier.removeAll(keepingCapacity: true)
  }
}

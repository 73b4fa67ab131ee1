internal import SQLite

/// Turns rows of the attempt table into columns.
struct SegmentReader {
  /// The policy numbers of calls and rules, indexed by their own numbers; 0 is none.
  struct Policies: Sendable {
    var ofCalls: [Int32]
    var ofRules: [Int32]

    /// The policy of the call, else that of the rule.
    func number(call: Int32, rule: Int32) -> Int32 {
      let policy = ofCalls[Int(call)]
      return policy == 0 ? ofRules[Int(rule)] : policy
    }
  }

  private(set) var segment = AttemptSegment()
  /// Nil where policies are told later.
  private let policies: Policies?
  private let withIdentifiers: Bool

  init(policies: Policies?, withIdentifiers: Bool) {
    self.policies = policies
    self.withIdentifiers = withIdentifiers
  }

  /// Adds a row whose columns are those of ``Store/columns``.
  @inline(__always)
  mutating func append(_ row: borrowing Statement) {
    let call = Int32(row.integer(1))
    let rule = Int32(row.integer(4))
    segment.count += 1
    segment.attempt.append(Int32(row.integer(0)))
    segment.call.append(call)
    segment.project.append(Int32(row.integer(2)))
    segment.user.append(Int32(row.integer(3)))
    segment.rule.append(rule)
    segment.policy.append(policies?.number(call: call, rule: rule) ?? 0)
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

  /// Reads the counted attempts of one block, and the newest `updatedAt` among them.
  static func read(
    block: Int64,
    policies: Policies?,
    in database: borrowing Database,
    _ body: (_ segment: AttemptSegment, _ updatedAt: Int64) throws -> Void
  ) throws {
    let rows = try database.prepare(
      "SELECT \(Store.columns), attempt.updated_at FROM attempt "
        + "WHERE \(Store.countedAttempts) AND attempt.number BETWEEN ?1 AND ?2 "
        + "ORDER BY attempt.number"
    )
    rows.bind(block << ProjectionTable.blockBits, at: 1)
    rows.bind((block + 1) << ProjectionTable.blockBits - 1, at: 2)
    var reader = Self(policies: policies, withIdentifiers: false)
    var updatedAt = AttemptSegment.unknownTime
    while try rows.step() {
      reader.append(rows)
      updatedAt = max(updatedAt, rows.optionalInteger(14) ?? updatedAt)
    }
    try body(reader.segment, updatedAt)
  }

  mutating func removeAll() {
    segment.removeAll()
  }
}

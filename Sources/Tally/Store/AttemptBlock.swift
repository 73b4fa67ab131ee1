/// Attempts packed column by column, in the order of their calls: what reports are computed from.
///
/// That rows of a call stand together is what makes counting distinct calls cheap.
struct AttemptBlock: Sendable {
  var header: BlockHeader
  /// By ``BlockColumn``; nil where a column was not asked for.
  private var columns: [PackedColumn?]
  /// Where set, policies are not in the block but follow from the call, else from the rule.
  var policies: SegmentReader.Policies?

  init(header: BlockHeader) {
    self.header = header
    columns = [PackedColumn?](repeating: nil, count: BlockColumn.partCount)
  }

  /// Packs a segment; the greatest `updatedAt` and number are not in it.
  init(_ segment: AttemptSegment, updatedAt: Int64, lastNumber: Int64) {
    self.init(header: BlockHeader())
    // By call, and by row within one: both in one word, for they are compared more often than made.
    var places = segment.call.indices.map { Int64(segment.call[$0]) << 32 | Int64($0) }
    places.sort()
    let rows = places.map { Int(truncatingIfNeeded: $0 & 0xFFFF_FFFF) }
    header.count = segment.count
    header.updatedAt = updatedAt
    header.lastNumber = lastNumber
    packTimes(of: segment, rows)
    let calls = rows.map { Int64(segment.call[$0]) }
    header.setCallGroups(of: calls)
    pack(.call, calls)
    pack(.project, rows.map { Int64(segment.project[$0]) })
    pack(.user, rows.map { Int64(segment.user[$0]) })
    pack(.rule, rows.map { Int64(segment.rule[$0]) })
    pack(.policy, rows.map { Int64(segment.policy[$0]) })
    pack(.phone, rows.map { Int64(segment.phone[$0]) })
    pack(.status, rows.map { Int64(segment.status[$0]) })
    pack(.recordedCostMicrocents, rows.map { segment.recordedCostMicrocents[$0] })
    pack(.attempt, rows.map { Int64(segment.attempt[$0]) })
    pack(
      .dialSeconds,
      rows.map {
        let seconds = segment.dialSeconds[$0]
        return seconds == AttemptSegment.unknown ? PackedColumn.null : Int64(seconds)
      }
    )
  }

  private mutating func packTimes(of segment: AttemptSegment, _ rows: [Int]) {
    let unknown = AttemptSegment.unknownTime
    let at = rows.map {
      segment.startedAt[$0] == unknown ? segment.createdAt[$0] : segment.startedAt[$0]
    }
    for instant in at {
      if instant == unknown {
        header.hasUnknownTime = true
      } else {
        header.firstAt = min(header.firstAt, instant)
        header.lastAt = max(header.lastAt, instant)
      }
    }
    pack(.at, at)
    pack(.createdAt, rows.map { segment.createdAt[$0] })
    pack(
      .ringSeconds,
      rows.map { AttemptRules.signedRingSeconds(of: $0, in: segment) ?? PackedColumn.null }
    )
    pack(
      .flags,
      rows.map {
        var flags: BlockFlags = segment.flags[$0].contains(.answered) ? .answered : []
        if segment.flags[$0].contains(.dimensionLost) { flags.insert(.dimensionLost) }
        if segment.startedAt[$0] == unknown { flags.insert(.noStart) }
        if segment.endedAt[$0] != unknown { flags.insert(.ended) }
        return Int64(flags.rawValue)
      }
    )
  }

  private mutating func pack(_ column: BlockColumn, _ values: [Int64]) {
    let packed = PackedColumn(values)
    header.layouts[column.rawValue] = packed.layout
    columns[column.rawValue] = packed
  }

  var count: Int { header.count }

  subscript(column: BlockColumn) -> PackedColumn? {
    get { columns[column.rawValue] }
    set { columns[column.rawValue] = newValue }
  }

  /// Writes the values of some rows to the front of a column that is long enough.
  ///
  /// Where a column was not loaded nothing is written.
  func read<Element: FixedWidthInteger>(
    _ column: BlockColumn,
    _ rows: borrowing ChosenRows,
    into values: inout [Element],
    null: Element
  ) {
    columns[column.rawValue]?.unpack(rows, into: &values, null: null)
  }

  /// Writes the numbers of the policies of some rows.
  func readPolicies(_ rows: borrowing ChosenRows, into values: inout [UInt32]) {
    guard let policies else { return read(.policy, rows, into: &values, null: 0) }
    var rules = [UInt32](repeating: 0, count: rows.count)
    read(.call, rows, into: &values, null: 0)
    read(.rule, rows, into: &rules, null: 0)
    for index in 0..<rows.count {
      values[index] = UInt32(
        policies.number(call: Int32(values[index]), rule: Int32(rules[index]))
      )
    }
  }
}

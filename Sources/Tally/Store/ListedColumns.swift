/// Attempts as columns, with what only lists show beside those of a segment.
struct ListedColumns {
  /// Those columns that were read; of the others the arrays are empty.
  private(set) var segment = AttemptSegment()
  /// What was read of them, row by row as in the segment.
  private(set) var values: ColumnValues
  /// By ``AttemptTableColumn``, which of the columns that were read it is.
  private let places: [AttemptTableColumn: Int]
  /// Nil where the policy is of no interest.
  private let policies: SegmentReader.Policies?

  init(
    _ columns: [AttemptTableColumn],
    policies: SegmentReader.Policies?,
    values: ColumnValues
  ) {
    places = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
    self.policies = policies
    self.values = values
  }

  /// Where the words of a column begin; nil where it was not read.
  func start(of column: AttemptTableColumn) -> Int? { places[column].map { values.starts[$0] } }

  /// ``AttemptSegment/unknownTime`` for NULL.
  func integer(_ column: AttemptTableColumn, row: Int) -> Int64 {
    places[column].map { values.integer($0, row: row) } ?? AttemptSegment.unknownTime
  }

  /// Has other attempts read, of which the same columns are wanted.
  mutating func update(_ read: (inout ColumnValues) throws -> Void) rethrows {
    try read(&values)
    segment.count = values.count
    segment.attempt = codes(.number)
    segment.call = codes(.call)
    segment.project = codes(.project)
    segment.user = codes(.user)
    segment.rule = codes(.rule)
    segment.phone = codes(.phone)
    segment.status = codes(.status)
    if let policies {
      segment.policy = zip(segment.call, segment.rule).map(policies.number)
    }
    segment.createdAt = Array(integers(.createdAt))
    segment.startedAt = Array(integers(.startedAt))
    segment.endedAt = Array(integers(.endedAt))
    segment.recordedCostMicrocents = Array(integers(.recordedCost))
    segment.dialSeconds = integers(.dialSeconds).map { seconds in
      seconds == AttemptSegment.unknownTime ? AttemptSegment.unknown : Int32(clamping: seconds)
    }
    segment.flags = integers(.isAnswered).map { $0 == 1 ? .answered : [] }
    for (row, isLost) in integers(.dimensionLost).enumerated() where isLost == 1 {
      segment.flags[row].insert(.dimensionLost)
    }
    if let column = places[.id] {
      segment.identifier = (0..<values.count).map { values.identifier(column, row: $0) }
    }
  }

  /// 0 for NULL.
  private func codes(_ column: AttemptTableColumn) -> [Int32] {
    integers(column).map { Int32(truncatingIfNeeded: $0) }
  }

  private func integers(_ column: AttemptTableColumn) -> ArraySlice<Int64> {
    guard let start = start(of: column) else { return [] }
    return values.words[start..<(start + values.count)]
  }
}

/// The selected attempts of one segment, and what follows from their columns, side by side.
struct SelectedAttempts {
  /// Where in the segment they stand.
  var rows: [Int] = []
  /// UTC milliseconds; ``AttemptSegment/unknownTime`` where there is neither start nor creation.
  var milliseconds: [Int64] = []
  var outcome: [Outcome] = []
  private(set) var call: [Int32] = []
  /// ``AttemptSegment/unknown`` where NULL.
  private(set) var dialSeconds: [Int32] = []
  /// Negative ones are records gone wrong; ``AttemptSegment/unknownTime`` where unknown.
  private(set) var ringSeconds: [Int64] = []
  /// ``AttemptSegment/unknownTime`` where unknown.
  private(set) var costMicrocents: [Int64] = []

  var count: Int { rows.count }

  mutating func removeAll() {
    rows.removeAll(keepingCapacity: true)
    milliseconds.removeAll(keepingCapacity: true)
    outcome.removeAll(keepingCapacity: true)
  }

  /// Fills the columns that follow from ``rows``.
  mutating func derive(from segment: AttemptSegment, rules: AttemptRules) {
    let unknown = AttemptSegment.unknownTime
    Self.fill(&call, rows, 0) { segment.call[$0] }
    Self.fill(&dialSeconds, rows, 0) { segment.dialSeconds[$0] }
    Self.fill(&ringSeconds, rows, 0) { rules.signedRingSeconds(of: $0, in: segment) ?? unknown }
    Self.fill(&costMicrocents, rows, 0) { rules.costMicrocents(of: $0, in: segment) ?? unknown }
  }

  @inline(__always)
  private static func fill<Element>(
    _ column: inout [Element],
    _ rows: [Int],
    _ placeholder: Element,
    _ value: (Int) -> Element
  ) {
    column.removeAll(keepingCapacity: true)
    column.append(contentsOf: repeatElement(placeholder, count: rows.count))
    var column = column.mutableSpan
    for index in rows.indices { column[index] = value(rows[index]) }
  }
}

/// The selected attempts of one segment, and what follows from their columns, side by side.
struct SelectedAttempts {
  /// Where in the segment they stand.
  var rows: [Int] = []
  var call: [Int32] = []
  var outcome: [Outcome] = []
  /// UTC milliseconds; ``AttemptSegment/unknownTime`` where there is neither start nor creation.
  var milliseconds: [Int64] = []
  /// ``AttemptSegment/unknown`` where NULL.
  var dialSeconds: [Int32] = []
  /// ``AttemptSegment/unknownTime`` where unknown or negative.
  var ringSeconds: [Int64] = []
  /// ``AttemptSegment/unknownTime`` where unknown.
  var costMicrocents: [Int64] = []

  var count: Int { rows.count }

  mutating func removeAll() {
    rows.removeAll(keepingCapacity: true)
    call.removeAll(keepingCapacity: true)
    outcome.removeAll(keepingCapacity: true)
    milliseconds.removeAll(keepingCapacity: true)
    dialSeconds.removeAll(keepingCapacity: true)
    ringSeconds.removeAll(keepingCapacity: true)
    costMicrocents.removeAll(keepingCapacity: true)
  }
}

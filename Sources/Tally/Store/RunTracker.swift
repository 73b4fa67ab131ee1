/// Which rows this import has already seen, changed, and found in which list response.
struct RunTracker {
  private var seen = NumberSet()
  private var changed = NumberSet()
  private var lists: [RecordBatch.ListNumber: NumberSet] = [:]
  private(set) var counters = RecordCounters()

  /// Counts one record of row `number`.
  mutating func count(
    number: Int32,
    list: RecordBatch.ListNumber,
    isNew: Bool,
    change: AttemptRow.Change
  ) {
    let isRepeated = !seen.insert(number)
    let hasChangedBefore = changed.contains(number)
    counters.count(
      isNew: isNew,
      isRepeated: isRepeated,
      hasChangedBefore: hasChangedBefore,
      change: change
    )
    if isNew || change == .changed { changed.insert(number) }
    if list != 0 { lists[list, default: NumberSet()].insert(number) }
  }

  /// Counts the rows of one list as rows of another; 0 is none.
  mutating func moveList(_ from: RecordBatch.ListNumber, to list: RecordBatch.ListNumber) {
    guard let moved = lists.removeValue(forKey: from), list != 0 else { return }
    lists[list, default: NumberSet()].formUnion(moved)
  }

  /// How many different rows a list response has told of.
  func distinctCount(inList list: RecordBatch.ListNumber) -> Int {
    lists[list]?.count ?? 0
  }
}

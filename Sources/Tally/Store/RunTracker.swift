/// Which rows this import has already seen, changed, and found in which list response.
struct RunTracker {
  private var seen = NumberSet()
  private var changed = NumberSet()
  /// Rows from this number on are new in this import, and have been seen and changed.
  private var firstNew = Int32.max
  private var lists: [RecordBatch.ListNumber: NumberSet] = [:]
  /// The list that a record came in last, which is not among ``lists``: most come in the same.
  private var current: (list: RecordBatch.ListNumber, numbers: NumberSet) = (0, NumberSet())
  private(set) var counters = RecordCounters()

  /// Counts one record of row `number`.
  mutating func count(
    number: Int32,
    list: RecordBatch.ListNumber,
    isNew: Bool,
    change: AttemptRow.Change
  ) {
    let isRepeated = number >= firstNew || !seen.insert(number)
    let hasChangedBefore = number >= firstNew || changed.contains(number)
    counters.count(
      isNew: isNew,
      isRepeated: isRepeated,
      hasChangedBefore: hasChangedBefore,
      change: change
    )
    if number < firstNew, isNew || change == .changed { changed.insert(number) }
    note(number, list)
  }

  /// Counts a record by which row `number` came to be, and all rows from there on will.
  mutating func count(added number: Int32, list: RecordBatch.ListNumber) {
    firstNew = min(firstNew, number)
    counters.inserted += 1
    note(number, list)
  }

  private mutating func note(_ number: Int32, _ list: RecordBatch.ListNumber) {
    guard list != 0 else { return }
    if list != current.list { turn(to: list) }
    current.numbers.insert(number)
  }

  private mutating func turn(to list: RecordBatch.ListNumber) {
    if current.list != 0 { lists[current.list] = current.numbers }
    current = (list, lists.removeValue(forKey: list) ?? NumberSet())
  }

  /// Counts the rows of one list as rows of another; 0 is none.
  mutating func moveList(_ from: RecordBatch.ListNumber, to list: RecordBatch.ListNumber) {
    turn(to: 0)
    guard let moved = lists.removeValue(forKey: from), list != 0 else { return }
    lists[list, default: NumberSet()].formUnion(moved)
  }

  /// How many different rows a list response has told of.
  func distinctCount(inList list: RecordBatch.ListNumber) -> Int {
    list == current.list ? current.numbers.count : lists[list]?.count ?? 0
  }
}

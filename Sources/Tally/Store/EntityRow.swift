/// A row of an entity's table while records are merged into it, by the rule of ``AttemptRow``.
struct EntityRow {
  /// One for each field of the kind; nil where no record has told it.
  var values: [FieldValue?]
  /// The `updatedAt` each value was told at.
  var stamps: [Int64]
  /// Whether the thing's own record was imported, not only relations to it.
  var isRecorded = false
  /// Whether the table has a row for it already.
  var isStored = false
  var isChanged = false
  /// Whether the record merged last has changed anything, be it only when something was told.
  private(set) var isTouched = false

  init(fieldCount: Int) {
    values = Array(repeating: nil, count: fieldCount)
    stamps = Array(repeating: AttemptField.null, count: fieldCount)
  }

  /// Takes in what a record says.
  mutating func merge(_ record: borrowing EntityRecord) -> AttemptRow.Change {
    isTouched = false
    let change = merge(record.values, stamp: record.stamp)
    guard record.isOwn, !isRecorded else { return change }
    isRecorded = true
    isChanged = true
    isTouched = true
    return .changed
  }

  /// Takes in what is told at a time; nil for what is not told.
  mutating func merge(_ told: [FieldValue?], stamp: Int64) -> AttemptRow.Change {
    var change = AttemptRow.Change.none
    var isOlder = false
    for index in values.indices {
      guard let value = told[index] else { continue }
      guard let known = values[index] else {
        values[index] = value
        stamps[index] = stamp
        change = .changed
        isTouched = true
        continue
      }
      let isNewer = stamp > stamps[index]
      if isNewer || (stamp == stamps[index] && known < value) {
        if value != known { change = .changed }
        values[index] = value
        // A value told again only gets a newer stamp, which must be kept but is not news.
        if stamps[index] != stamp { isChanged = true }
        stamps[index] = stamp
        isTouched = true
      } else if value != known {
        isOlder = true
      }
    }
    if change == .changed { isChanged = true }
    return change == .none && isOlder ? .superseded : change
  }

  /// Whether the row says what one record does, and nothing else.
  func isSame(as record: borrowing EntityRecord) -> Bool {
    guard isRecorded, record.isOwn else { return false }
    for index in values.indices {
      guard values[index] == record.values[index] else { return false }
      guard values[index] == nil || stamps[index] == record.stamp else { return false }
    }
    return true
  }

  var stamp: Int64 { stamps.max() ?? AttemptField.null }

  var known: Int64 {
    var bits: Int64 = 0
    for index in values.indices where values[index] != nil { bits |= 1 << Int64(index) }
    return bits
  }

  var mergeState: [UInt8]? {
    var state = MergeState()
    let newest = stamp
    for index in values.indices where values[index] != nil && stamps[index] != newest {
      state.append(code: index, stamp: stamps[index])
    }
    return state.bytes
  }
}

internal import SQLite

/// Reads attempts by their numbers, as columns with what only lists show beside them.
struct ListedAttemptReader: ~Copyable {
  /// Of each attempt in ``segment``, UTC milliseconds; ``AttemptSegment/unknownTime`` for NULL.
  private(set) var updatedAt: [Int64] = []
  /// Upstream's count of the record's changes; ``AttemptSegment/unknownTime`` for NULL.
  private(set) var version: [Int64] = []
  private(set) var statusMessage: [String?] = []
  /// Fields upstream is not known to have, as a JSON object.
  private(set) var extra: [String?] = []
  private var columns: SegmentReader
  private let rows: Statement

  /// Numbers this far apart are read with those between them: a search costs more than those do.
  private static let widestGap: Int32 = 8

  init(rows: consuming Statement, policies: SegmentReader.Policies) {
    self.rows = rows
    columns = SegmentReader(policies: policies, withIdentifiers: true)
  }

  /// The attempts read last, in the order of their numbers.
  var segment: AttemptSegment { columns.segment }

  /// Reads the attempts with these numbers, which are given in ascending order.
  mutating func read(_ numbers: [Int32]) throws {
    columns.removeAll()
    updatedAt.removeAll(keepingCapacity: true)
    version.removeAll(keepingCapacity: true)
    statusMessage.removeAll(keepingCapacity: true)
    extra.removeAll(keepingCapacity: true)
    var start = 0
    while start < numbers.count {
      var end = start + 1
      while end < numbers.count, numbers[end] - numbers[end - 1] <= Self.widestGap { end += 1 }
      try readRun(numbers[start..<end])
      start = end
    }
  }

  private mutating func readRun(_ numbers: ArraySlice<Int32>) throws {
    guard let first = numbers.first, let last = numbers.last else { return }
    rows.bind(Int64(first), at: 1)
    rows.bind(Int64(last), at: 2)
    defer { rows.reset() }
    var next = numbers.startIndex
    while try rows.step() {
      guard rows.integer(0) == Int64(numbers[next]) else { continue }
      next += 1
      columns.append(rows)
      updatedAt.append(rows.optionalInteger(15) ?? AttemptSegment.unknownTime)
      version.append(rows.optionalInteger(16) ?? AttemptSegment.unknownTime)
      statusMessage.append(rows.optionalText(17))
      extra.append(rows.optionalText(18))
    }
  }
}

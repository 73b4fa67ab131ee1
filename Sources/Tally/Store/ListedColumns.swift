/// Attempts as columns, with what only lists show beside those of a segment.
struct ListedColumns {
  /// In this order a row's columns are asked for.
  static let names =
    Store.columnNames + ["id", "updated_at", "version", "status_message", "extra"]

  /// Of each attempt, UTC milliseconds; ``AttemptSegment/unknownTime`` for NULL.
  private(set) var updatedAt: [Int64] = []
  /// Upstream's count of the record's changes; ``AttemptSegment/unknownTime`` for NULL.
  private(set) var version: [Int64] = []
  private(set) var statusMessage: [String?] = []
  /// Fields upstream is not known to have, as a JSON object.
  private(set) var extra: [String?] = []
  private var reader: SegmentReader

  init(policies: SegmentReader.Policies) {
    reader = SegmentReader(policies: policies, withIdentifiers: true)
  }

  var segment: AttemptSegment { reader.segment }

  /// Forgets all attempts and keeps the memory.
  mutating func removeAll() {
    reader.removeAll()
    updatedAt.removeAll(keepingCapacity: true)
    version.removeAll(keepingCapacity: true)
    statusMessage.removeAll(keepingCapacity: true)
    extra.removeAll(keepingCapacity: true)
  }

  @inline(__always)
  mutating func append(_ row: borrowing some ColumnSource & ~Copyable) {
    reader.append(row)
    updatedAt.append(row.optionalInteger(15) ?? AttemptSegment.unknownTime)
    version.append(row.optionalInteger(16) ?? AttemptSegment.unknownTime)
    statusMessage.append(row.optionalText(17))
    extra.append(row.optionalText(18))
  }
}

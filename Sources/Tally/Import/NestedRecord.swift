/// An object nested in a record: what it says of something the record refers to.
struct NestedRecord {
  var kind: EntityKind
  /// Nil where it does not tell.
  var id: Identifier?
  /// Without a time, which is that of the record around it; nil where it says nothing but the id.
  private(set) var record: EntityRecord?
  /// Where it stands in the input, from its `{` to behind its `}`.
  var range: Range<Int>

  /// One without an id.
  init(kind: EntityKind, range: Range<Int>) {
    self.kind = kind
    self.range = range
  }

  init(_ record: EntityRecord, range: Range<Int>) {
    kind = record.kind
    id = record.id
    self.record = record.values.contains { $0 != nil } ? record : nil
    self.range = range
  }

  /// Adds what it says to a batch; `stamp` is the `updatedAt` of the record around it.
  func append(to batch: inout RecordBatch, stamp: Int64) {
    guard var record else { return }
    record.stamp = stamp
    batch.append(relation: record)
  }
}

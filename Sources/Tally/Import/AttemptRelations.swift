/// What the attempt at hand nests, one of each relation at most, and what earlier ones did.
struct AttemptRelations {
  /// The slots among ``known`` of what the attempt at hand nests; -1 for nothing.
  private var found = InlineArray<4, Int32>(repeating: -1)
  private var hasFound = false
  /// Of few calls at a time there are attempts; of the others there are few altogether.
  private var known: InlineArray<4, NestedRecords> = [
    NestedRecords(slotCount: 64), NestedRecords(slotCount: 256), NestedRecords(slotCount: 1024),
    NestedRecords(slotCount: 2048),
  ]

  /// The place of `project`, `call`, `rule` or `user`.
  static func place(of field: AttemptField) -> Int {
    field.rawValue - AttemptField.project.rawValue
  }

  /// What each relation is, by its place.
  static let kinds = [EntityKind.project, .call, .rule, .user]

  /// Looks for a relation as it stands in the bytes; returns how many there are of it.
  mutating func find(_ place: Int, _ bytes: ByteReader, at position: Int) -> Int? {
    guard let slot = known[place].slot(bytes, at: position) else { return nil }
    found[place] = Int32(slot)
    hasFound = true
    return known[place][slot].range.count
  }

  /// Adds a relation that was read; false where it is too long to be kept.
  mutating func add(_ record: NestedRecord, _ place: Int, _ bytes: ByteReader) -> Bool {
    guard let slot = known[place].insert(record, bytes) else { return false }
    found[place] = Int32(slot)
    hasFound = true
    return true
  }

  /// Keeps one of an attempt that was read in another way.
  mutating func keep(_ record: NestedRecord, _ bytes: ByteReader) {
    guard let place = Self.kinds.firstIndex(of: record.kind) else { return }
    known[place].insert(record, bytes)
  }

  /// Drops what was found for an attempt that was declined.
  mutating func forget() {
    found = InlineArray(repeating: -1)
    hasFound = false
  }

  /// Adds what was found to the batch, in the order in which ``RecordDecoder`` does.
  ///
  /// `lone` are the fields that only the relation tells.
  @inline(__always)
  mutating func finish(_ record: inout AttemptRecord, _ lone: UInt32, _ batch: inout RecordBatch) {
    if hasFound { append(to: &record, lone, &batch) }
  }

  private mutating func append(
    to record: inout AttemptRecord,
    _ lone: UInt32,
    _ batch: inout RecordBatch
  ) {
    for (place, reference) in AttemptKeys.references.enumerated() where found[place] >= 0 {
      let slot = Int(found[place])
      if lone & reference.field.bit != 0 {
        record[reference: reference.field] = known[place][slot].id
      }
      known[place][slot].append(to: &batch, stamp: record[.updatedAt])
    }
    forget()
  }
}

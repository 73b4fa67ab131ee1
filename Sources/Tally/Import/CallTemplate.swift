/// The way one server writes its calls; those that nest what they refer to are declined.
struct CallTemplate: RecordTemplate {
  private var object: ObjectTemplate<CellColumn>
  private var fields = FastFields()
  private(set) var isOneLine: Bool

  init?(_ tokens: [JSONTape.Token], _ buffer: [UInt8]) {
    guard !tokens.isEmpty else { return nil }
    var hasIdentifier = false
    let template = ObjectTemplate<CellColumn>(
      tokens,
      object: 0,
      buffer,
      target: { key, _ in
        let column = CallRecord.column(key)
        if column?.form == .identifier { hasIdentifier = true }
        return column
      },
      isWhole: { _ in false }
    )
    guard hasIdentifier, let template else { return nil }
    object = template
    isOneLine = template.isOneLine
  }

  var knownCount: Int { object.knownCount }

  mutating func complete(from other: Self) -> Bool {
    guard object.complete(from: other.object) else { return false }
    isOneLine = object.isOneLine
    return true
  }

  mutating func read(
    _ bytes: ByteReader,
    from start: Int,
    into batch: inout RecordBatch,
    list: RecordBatch.ListNumber
  ) -> Int? {
    let textCount = batch.texts.count
    var record = CallRecord(id: Identifier(high: 0, low: 0))
    guard let end = read(bytes, from: start, into: &record, texts: &batch.texts) else {
      batch.texts.removeLast(batch.texts.count - textCount)
      return nil
    }
    record.setFingerprint(texts: batch.texts)
    batch.calls.append(record)
    batch.callLists.append(list)
    return end
  }

  @inline(__always)
  private mutating func read(
    _ bytes: ByteReader,
    from start: Int,
    into record: inout CallRecord,
    texts: inout [UInt8]
  ) -> Int? {
    object.prepare()
    var cursor = ObjectTemplate<CellColumn>.Cursor(start)
    for index in 0..<object.count {
      let column = object.target(index)
      switch object.find(index, &cursor, bytes) {
      case .value:
        guard fields.readValue(bytes, at: &cursor.position, column, into: &record, &texts) else {
          return nil
        }
      case .null:
        guard column.form != .identifier else { return nil }
        record.setNull(column)
      case .other: return nil
      }
    }
    return object.end(cursor, bytes)
  }
}

/// The way one server writes its calls; those that nest what they refer to are declined.
struct CallTemplate: RecordTemplate {
  /// A field, or nil for `_id`.
  private var object: ObjectTemplate<CellColumn?>
  private var fields = FastFields()
  private(set) var isOneLine: Bool

  init?(_ tokens: [JSONTape.Token], _ buffer: [UInt8]) {
    guard !tokens.isEmpty else { return nil }
    var hasIdentifier = false
    let template = ObjectTemplate<CellColumn?>(
      tokens,
      object: 0,
      buffer,
      target: { key, _ in
        if key == "_id" {
          hasIdentifier = true
          return .some(nil)
        }
        return CallRecord.column(key).map(Optional.some)
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
    var cursor = ObjectTemplate<CellColumn?>.Cursor(start)
    for index in 0..<object.count {
      let target = object.target(index)
      switch object.find(index, &cursor, bytes) {
      case .value:
        guard readValue(bytes, &cursor.position, target, &record, &texts) else { return nil }
      case .null:
        guard let target else { return nil }
        record.setNull(target)
      case .other: return nil
      }
    }
    return object.end(cursor, bytes)
  }

  @inline(__always)
  private mutating func readValue(
    _ bytes: ByteReader,
    _ position: inout Int,
    _ target: CellColumn?,
    _ record: inout CallRecord,
    _ texts: inout [UInt8]
  ) -> Bool {
    guard let target, target.form != .reference else {
      guard let id = fields.identifier(bytes, at: position) else { return false }
      position &+= 36
      if let target { record.set(id, target) } else { record.id = id }
      return true
    }
    switch target.form {
    case .instant:
      guard let instant = fields.instant(bytes, at: position) else { return false }
      record.set(instant, target)
      position &+= 24
    case .integer, .cents:
      guard let integer = fields.integer(bytes, at: &position) else { return false }
      record.set(target.form == .cents ? integer &* 1_000_000 : integer, target)
    case .boolean:
      guard let flag = fields.boolean(bytes, at: &position) else { return false }
      record.set(flag, target)
    case .text:
      let start = texts.count
      guard fields.text(bytes, at: &position, to: &texts) else { return false }
      record.set(TextSlice(start: Int32(start), count: Int32(texts.count - start)), target)
    case .reference: return false
    }
    return true
  }
}

/// The way one server writes its attempts, with what they nest.
struct AttemptTemplate: RecordTemplate {
  private var object: ObjectTemplate<CellColumn>
  private var fields = FastFields()
  /// The relations, by the place of their fields among the references, as far as they were seen.
  private var relations = InlineArray<4, NestedTemplate?>(repeating: nil)
  /// The fields of which there is a relation and no id of its own.
  private let loneRelations: UInt32
  /// What is nested may be written in any way.
  private(set) var isOneLine: Bool
  /// What was found at the relations of the record at hand, by the same places.
  private var nested = AttemptRelations()

  init?(_ tokens: [JSONTape.Token], _ buffer: [UInt8]) {
    guard !tokens.isEmpty else { return nil }
    var relations = InlineArray<4, NestedTemplate?>(repeating: nil)
    var (toldByItself, toldByRelation): (UInt32, UInt32) = (0, 0)
    let template = ObjectTemplate<CellColumn>(
      tokens,
      object: 0,
      buffer,
      target: { key, value in
        guard let column = Self.relation(key) ?? AttemptRecord.column(key) else { return nil }
        if column.form == .reference { toldByItself |= Self.bit(column) }
        if column.form == .relation { toldByRelation |= Self.bit(column) }
        if column.form == .relation, tokens[value].kind == .object {
          relations[column.place] = NestedTemplate(
            AttemptRelations.kinds[column.place],
            tokens,
            object: value,
            buffer
          )
        }
        return column
      },
      isWhole: { $0.form == .relation }
    )
    guard let template else { return nil }
    object = template
    self.relations = relations
    loneRelations = toldByRelation & ~toldByItself
    isOneLine = template.isOneLine && toldByRelation == 0
  }

  private static func relation(_ key: String) -> CellColumn? {
    AttemptKeys.references.first { $0.relation.name == key }.map { reference in
      CellColumn(
        form: .relation,
        field: reference.field.rawValue,
        place: AttemptRelations.place(of: reference.field)
      )
    }
  }

  @inline(__always)
  private static func bit(_ column: CellColumn) -> UInt32 { 1 << UInt32(column.field) }

  var knownCount: Int {
    var count = object.knownCount
    for place in relations.indices { count += relations[place]?.knownCount ?? 0 }
    return count
  }

  mutating func complete(from other: Self) -> Bool {
    guard object.complete(from: other.object) else { return false }
    isOneLine = isOneLine && object.isOneLine
    for place in relations.indices {
      guard let theirs = other.relations[place] else { continue }
      if relations[place]?.complete(from: theirs) == nil { relations[place] = theirs }
    }
    return true
  }

  /// Keeps what a record that was declined nests, so that the same is known when it comes again.
  mutating func keep(_ records: [NestedRecord], _ buffer: [UInt8]) {
    guard !records.isEmpty else { return }
    unsafe buffer.withUnsafeBytes { pointer in
      let count = pointer.count - ByteReader.slackBytes
      let bytes = unsafe ByteReader(pointer, count: count)
      for record in records { nested.keep(record, bytes) }
    }
  }
}

extension AttemptTemplate {
  mutating func read(
    _ bytes: ByteReader,
    from start: Int,
    into batch: inout RecordBatch,
    list: RecordBatch.ListNumber
  ) -> Int? {
    let textCount = batch.texts.count
    var record = AttemptRecord(id: Identifier(high: 0, low: 0))
    guard let end = read(bytes, from: start, into: &record, texts: &batch.texts) else {
      batch.texts.removeLast(batch.texts.count - textCount)
      nested.forget()
      return nil
    }
    nested.finish(&record, loneRelations, &batch)
    if !batch.leavesFingerprints { record.setFingerprint(texts: batch.texts) }
    batch.attempts.append(record)
    batch.attemptLists.append(list)
    return end
  }

  @inline(__always)
  private mutating func read(
    _ bytes: ByteReader,
    from start: Int,
    into record: inout AttemptRecord,
    texts: inout [UInt8]
  ) -> Int? {
    object.prepare()
    var cursor = ObjectTemplate<CellColumn>.Cursor(start)
    for index in 0..<object.count {
      let column = object.target(index)
      switch object.find(index, &cursor, bytes) {
      case .value:
        let isRead =
          column.form == .relation
          ? readRelation(bytes, &cursor.position, column.place)
          : fields.readValue(bytes, at: &cursor.position, column, into: &record, &texts)
        guard isRead else { return nil }
      case .null:
        guard column.form != .identifier else { return nil }
        // That there is no relation says nothing of a field that has a value of its own.
        if column.form != .relation || loneRelations & Self.bit(column) != 0 {
          record.setNull(column)
        }
      case .other: return nil
      }
    }
    return object.end(cursor, bytes)
  }

  @inline(never)
  private mutating func readRelation(
    _ bytes: ByteReader,
    _ position: inout Int,
    _ place: Int
  ) -> Bool {
    if let count = nested.find(place, bytes, at: position) {
      position += count
      return true
    }
    guard let record = relations[place]?.read(bytes, from: position, &fields),
      nested.add(record, place, bytes)
    else { return false }
    position = record.range.upperBound
    return true
  }
}

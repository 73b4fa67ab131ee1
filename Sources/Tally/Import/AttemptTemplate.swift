/// The way one server writes its attempts, with what they nest.
struct AttemptTemplate: RecordTemplate {
  private enum Form {
    case identifier
    case instant
    case integer
    case cents
    case boolean
    case text
    case reference
    /// An object that tells more of what the field refers to.
    case relation
  }

  private struct Target {
    var form: Form
    /// The place of an integer, a reference or a text among those of a record.
    var place: UInt8
    /// That of the field; 0 for `_id`.
    var bit: UInt32

    init(_ form: Form, _ field: AttemptField?, place: Int = 0) {
      self.form = form
      self.place = UInt8(place)
      bit = field?.bit ?? 0
    }
  }

  private var object: ObjectTemplate<Target>
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
    let template = ObjectTemplate<Target>(
      tokens,
      object: 0,
      buffer,
      target: { key, value in
        guard let target = Self.target(key) else { return nil }
        if target.form == .reference { toldByItself |= target.bit }
        if target.form == .relation { toldByRelation |= target.bit }
        if target.form == .relation, tokens[value].kind == .object {
          relations[Int(target.place)] = NestedTemplate(
            AttemptRelations.kinds[Int(target.place)],
            tokens,
            object: value,
            buffer
          )
        }
        return target
      },
      isWhole: { $0.form == .relation }
    )
    guard let template else { return nil }
    object = template
    self.relations = relations
    loneRelations = toldByRelation & ~toldByItself
    isOneLine = template.isOneLine && toldByRelation == 0
  }

  private static func target(_ key: String) -> Target? {
    if key == "_id" { return Target(.identifier, nil) }
    if let field = AttemptKeys.integers.first(where: { $0.name == key }) {
      let form: Form =
        switch field.form {
        case .instant: .instant
        case .cents: .cents
        case .boolean: .boolean
        default: .integer
        }
      return Target(form, field.field, place: field.field.rawValue)
    }
    if let place = AttemptKeys.texts.firstIndex(where: { $0.name == key }) {
      return Target(.text, AttemptKeys.texts[place].field, place: place)
    }
    for reference in AttemptKeys.references {
      let place = AttemptRelations.place(of: reference.field)
      if reference.name == key { return Target(.reference, reference.field, place: place) }
      if reference.relation.name == key { return Target(.relation, reference.field, place: place) }
    }
    return nil
  }

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
    var cursor = ObjectTemplate<Target>.Cursor(start)
    for index in 0..<object.count {
      let target = object.target(index)
      switch object.find(index, &cursor, bytes) {
      case .value:
        guard readValue(bytes, &cursor.position, target, &record, &texts) else { return nil }
      case .null:
        guard target.bit != 0 else { return nil }
        // That there is no relation says nothing of a field that has a value of its own.
        if target.form != .relation || loneRelations & target.bit != 0 {
          record.known |= target.bit
        }
      case .other: return nil
      }
    }
    return object.end(cursor, bytes)
  }

  @inline(__always)
  private mutating func readValue(
    _ bytes: ByteReader,
    _ position: inout Int,
    _ target: Target,
    _ record: inout AttemptRecord,
    _ texts: inout [UInt8]
  ) -> Bool {
    let place = Int(target.place)
    switch target.form {
    case .identifier, .reference:
      guard let id = fields.identifier(bytes, at: position) else { return false }
      position &+= 36
      guard target.bit != 0 else {
        record.id = id
        return true
      }
      record.references[place] = id
      record.referenced |= target.bit
    case .instant:
      guard let instant = fields.instant(bytes, at: position) else { return false }
      record.integers[place] = instant
      position &+= 24
    case .integer:
      guard let integer = fields.integer(bytes, at: &position) else { return false }
      record.integers[place] = integer
    case .cents:
      guard let cents = fields.integer(bytes, at: &position) else { return false }
      record.integers[place] = cents &* 1_000_000
    case .boolean:
      guard let flag = fields.boolean(bytes, at: &position) else { return false }
      record.integers[place] = flag
    case .text:
      let start = texts.count
      guard fields.text(bytes, at: &position, to: &texts) else { return false }
      let slice = TextSlice(start: Int32(start), count: Int32(texts.count - start))
      switch place {
      case 0: record.phone = slice
      case 1: record.status = slice
      default: record.statusMessage = slice
      }
    case .relation: return readRelation(bytes, &position, place)
    }
    record.known |= target.bit
    return true
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

/// Turns a record that has been taken apart into what the store takes in.
///
/// Which kind a record is, is told by its fields. A record is taken whole or not at all.
struct RecordDecoder {
  /// Keys that are not upstream's, with the kind of record they came in; each is kept.
  private(set) var unknownKeys: Set<UnknownKey> = []
  /// The kind of the record that was decoded last.
  private(set) var lastKind: RecordKind?
  /// What the record at hand nests of others.
  private(set) var nested: [NestedRecord] = []
  private var members = RecordMembers()
  /// The tokens of the row at hand, and what takes apart the JSON in its cells.
  private var rowTokens: [JSONTape.Token] = []
  private var tape = JSONTape()

  struct UnknownKey: Hashable {
    var kind: RecordKind
    var key: String
  }

  /// Decodes the record in `tokens` and appends it, and what it relates to, to `batch`.
  mutating func decode(
    _ tokens: [JSONTape.Token],
    _ buffer: [UInt8],
    list: RecordBatch.ListNumber,
    into batch: inout RecordBatch
  ) throws(RecordFault) {
    let bytes = buffer.span
    lastKind = nil
    let fields = JSONFields(tokens: tokens)
    guard tokens[0].kind == .object else {
      throw RecordFault(
        reason: .wrongType,
        message: "this is \(Self.name(tokens[0].kind)), expected a record, which is an object"
      )
    }
    try members.read(fields, bytes, object: 0)
    try decode(try recognize(fields, bytes), fields, bytes, list: list, into: &batch)
  }

  /// Decodes a row of a table whose columns are known and appends it to `batch`.
  mutating func decode(
    _ row: borrowing TableRow,
    _ columns: TableColumns,
    into batch: inout RecordBatch
  ) throws(RecordFault) {
    lastKind = columns.kind
    guard row.count == columns.names.count else {
      throw RecordFault(
        reason: .wrongFieldCount,
        message: "the row has \(row.count) fields, expected \(columns.names.count): "
          + "it is cut off, or something in it was not quoted"
      )
    }
    columns.read(row, &tape, into: &rowTokens, &members)
    let bytes = row.bytes.span
    try decode(columns.kind, JSONFields(tokens: rowTokens), bytes, list: 0, into: &batch)
  }

  private mutating func decode(
    _ kind: RecordKind,
    _ fields: JSONFields,
    _ bytes: Span<UInt8>,
    list: RecordBatch.ListNumber,
    into batch: inout RecordBatch
  ) throws(RecordFault) {
    lastKind = kind
    nested.removeAll(keepingCapacity: true)
    if let entity = kind.entity {
      try decodeEntity(entity, fields, bytes, list: list, into: &batch)
    } else {
      try decodeAttempt(fields, bytes, list: list, into: &batch)
    }
  }

  private func recognize(
    _ fields: JSONFields,
    _ bytes: Span<UInt8>
  ) throws(RecordFault)
    -> RecordKind
  {
    if let kind = RecordRecognition.kind(of: members) { return kind }
    if members.isEmpty {
      throw RecordFault(
        reason: .emptyObject,
        message: "an empty object: this is what the API answers for an id it does not know"
      )
    }
    for key in ["error", "message"] {
      if let index = members[key], let text = try? fields.text(index, bytes, key: key) {
        throw RecordFault(
          reason: .errorResponse,
          message: "this is an error answer of the server, not data: \"\(text)\""
        )
      }
    }
    if members.areExactly([UpstreamKey.id]) {
      throw RecordFault(
        reason: .unrecognized,
        message: "the record has only \"_id\": the list was asked for without \"select\""
      )
    }
    throw RecordFault(
      reason: .unrecognized,
      message: "none of the kinds that are imported has such fields (found \(members.someNames))"
    )
  }

  private static func name(_ kind: JSONTape.Kind) -> String {
    switch kind {
    case .object: "an object"
    case .array: "an array"
    case .string, .escapedString, .plainText: "a text"
    case .number: "a number"
    case .true, .false: "true or false"
    case .null: "null"
    }
  }
}

extension RecordDecoder {
  private mutating func decodeAttempt(
    _ fields: JSONFields,
    _ bytes: Span<UInt8>,
    list: RecordBatch.ListNumber,
    into batch: inout RecordBatch
  ) throws(RecordFault) {
    var record = AttemptRecord(id: try requiredIdentifier(fields, bytes))
    for field in AttemptKeys.integers {
      guard let index = members[field.key] else { continue }
      record[field.field] = try integer(field, index, fields, bytes) ?? AttemptField.null
    }
    for field in AttemptKeys.texts {
      guard let index = members[field.key] else { continue }
      let text = try fields.text(index, bytes, key: field.name)
      record.known |= field.field.bit
      switch field.field {
      case .phone: record.phone = batch.slice(of: text)
      case .status: record.status = batch.slice(of: text)
      default: record.statusMessage = batch.slice(of: text)
      }
    }
    for field in AttemptKeys.references {
      var id: Identifier?
      if let index = members[field.key] {
        id = try fields.identifier(index, bytes, key: field.name)
        record.known |= field.field.bit
      }
      if let index = members[field.relation] {
        let relation = try decodeRelation(
          field.kind,
          index,
          fields,
          bytes
        )
        if record.known & field.field.bit == 0 {
          id = relation
          record.known |= field.field.bit
        }
      }
      if record.known & field.field.bit != 0 { record[reference: field.field] = id }
    }
    record.extra = batch.slice(
      of: try extra(kind: .attempts, fields, bytes, known: AttemptKeys.all)
    )
    if !record.extra.isNull { record.known |= AttemptField.extra.bit }
    record.setFingerprint(texts: batch.texts)
    for related in nested { related.append(to: &batch, stamp: record[.updatedAt]) }
    batch.attempts.append(record)
    batch.attemptLists.append(list)
  }

  private func integer(
    _ field: AttemptKeys.Field,
    _ index: Int,
    _ fields: JSONFields,
    _ bytes: Span<UInt8>
  ) throws(RecordFault) -> Int64? {
    switch field.form {
    case .instant: return try fields.instant(index, bytes, key: field.name)
    case .cents: return try fields.cents(index, bytes, key: field.name)
    case .boolean:
      guard let flag = try fields.boolean(index, bytes, key: field.name) else { return nil }
      return flag ? 1 : 0
    default: return try fields.integer(index, bytes, key: field.name)
    }
  }

  private mutating func decodeEntity(
    _ kind: EntityKind,
    _ fields: JSONFields,
    _ bytes: Span<UInt8>,
    list: RecordBatch.ListNumber,
    into batch: inout RecordBatch
  ) throws(RecordFault) {
    let id = try requiredIdentifier(fields, bytes)
    var record = EntityRecord(kind: kind, id: id, isOwn: true)
    let keys = EntityKeys.of(kind)
    if let index = members[UpstreamKey.updatedAt] {
      record.stamp = try fields.instant(index, bytes, key: "updatedAt") ?? AttemptField.null
    }
    for (position, key) in keys.fields.enumerated() {
      guard let key, let index = members[key] else { continue }
      record.values[position] = try value(kind.fields[position], index, fields, bytes)
    }
    for relation in keys.relations {
      guard let index = members[relation.key] else { continue }
      let related = try decodeRelation(
        relation.kind,
        index,
        fields,
        bytes
      )
      if let position = relation.field, record.values[position] == nil {
        record.values[position] = related.map(FieldValue.reference) ?? .null
      }
    }
    if !kind.hasSecrets,
      let extra = try extra(kind: kind.recordKind, fields, bytes, known: keys.all)
    {
      record.values[kind.fields.count - 1] = .text(extra)
    }
    for related in nested { related.append(to: &batch, stamp: record.stamp) }
    batch.append(record, list: list)
  }

  /// Reads an object nested in a record; returns its id, or nil where the relation is NULL.
  ///
  /// What it says is for the batch once the whole record is known to be right.
  private mutating func decodeRelation(
    _ kind: EntityKind,
    _ index: Int,
    _ fields: JSONFields,
    _ bytes: Span<UInt8>
  ) throws(RecordFault) -> Identifier? {
    let token = fields.tokens[index]
    if token.kind == .null { return nil }
    guard token.kind == .object else {
      throw RecordFault(
        reason: .wrongType,
        message: "the relation to a \(kind.table) is not an object"
      )
    }
    var related = RecordMembers()
    try related.read(fields, bytes, object: index)
    guard let idIndex = related[UpstreamKey.id],
      let id = try fields.identifier(idIndex, bytes, key: "_id")
    else {
      nested.append(NestedRecord(kind: kind, range: token.start..<token.end))
      return nil
    }
    var record = EntityRecord(kind: kind, id: id, isOwn: false)
    let keys = EntityKeys.of(kind)
    for (position, key) in keys.fields.enumerated() {
      guard let key, let index = related[key] else { continue }
      record.values[position] = try value(kind.fields[position], index, fields, bytes)
    }
    nested.append(NestedRecord(record, range: token.start..<token.end))
    return id
  }

  private func value(
    _ field: EntityField,
    _ index: Int,
    _ fields: JSONFields,
    _ bytes: Span<UInt8>
  ) throws(RecordFault) -> FieldValue {
    let key = field.key
    switch field.form {
    case .text, .extra:
      guard let text = try fields.text(index, bytes, key: key) else { return .null }
      return .text(text)
    case .integer:
      guard let number = try fields.integer(index, bytes, key: key) else { return .null }
      return .integer(number)
    case .boolean:
      guard let flag = try fields.boolean(index, bytes, key: key) else { return .null }
      return .integer(flag ? 1 : 0)
    case .instant:
      guard let instant = try fields.instant(index, bytes, key: key) else { return .null }
      return .integer(instant)
    case .cents:
      guard let cents = try fields.cents(index, bytes, key: key) else { return .null }
      return .integer(cents)
    case .reference:
      guard let id = try fields.identifier(index, bytes, key: key) else { return .null }
      return .reference(id)
    }
  }

  private func requiredIdentifier(
    _ fields: JSONFields,
    _ bytes: Span<UInt8>
  ) throws(RecordFault)
    -> Identifier
  {
    guard let index = members[UpstreamKey.id],
      let id = try fields.identifier(index, bytes, key: "_id")
    else {
      throw RecordFault(
        reason: .missingField,
        message: "the record has no \"_id\", by which it is known"
      )
    }
    return id
  }

  /// Everything else the record has, as a JSON object with its keys in order; nil for nothing.
  private mutating func extra(
    kind: RecordKind,
    _ fields: JSONFields,
    _ bytes: Span<UInt8>,
    known: UpstreamKeySet
  ) throws(RecordFault) -> String? {
    let others = members.others(than: known)
    guard !others.isEmpty else { return nil }
    var parts: [String] = []
    for other in others.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
      if !other.isUpstream { unknownKeys.insert(UnknownKey(kind: kind, key: other.name)) }
      let token = fields.tokens[other.index]
      let raw = String(copying: bytes, token.start, token.end)
      let value =
        switch token.kind {
        case .plainText: JSONText.quoted(raw)
        // A NULL in a row has no bytes of its own.
        case .null: "null"
        case .string, .escapedString: "\"\(raw)\""
        default: raw
        }
      parts.append(JSONText.quoted(other.name) + ":" + value)
    }
    return "{" + parts.joined(separator: ",") + "}"
  }
}

/// The way one server writes the objects that its attempts nest, which is in few fields each.
struct NestedTemplate {
  private enum Target {
    case identifier
    /// A field by its place among those of the kind.
    case field(Int, EntityField.Form)
  }

  private let kind: EntityKind
  private var object: ObjectTemplate<Target>

  /// Learns from an object that was taken apart; nil where it has something out of the ordinary.
  init?(_ kind: EntityKind, _ tokens: [JSONTape.Token], object: Int, _ buffer: [UInt8]) {
    var hasIdentifier = false
    let template = ObjectTemplate<Target>(
      tokens,
      object: object,
      buffer,
      target: { key, _ in
        if key == "_id" {
          hasIdentifier = true
          return .identifier
        }
        return kind.fields.firstIndex { $0.key == key && $0.form != .extra }
          .map { .field($0, kind.fields[$0].form) }
      },
      isWhole: { _ in false }
    )
    guard hasIdentifier, let template else { return nil }
    self.kind = kind
    self.object = template
  }

  /// Of how many values the wrapping is known.
  var knownCount: Int { object.knownCount }

  /// Takes what another template knows, or becomes it where that is another form altogether.
  mutating func complete(from other: Self) {
    if !object.complete(from: other.object) { self = other }
  }

  /// Reads the object at `start`; nil to decline it.
  mutating func read(
    _ bytes: ByteReader,
    from start: Int,
    _ fields: inout FastFields
  ) -> NestedRecord? {
    object.prepare()
    var record = EntityRecord(kind: kind, id: Identifier(high: 0, low: 0), isOwn: false)
    var cursor = ObjectTemplate<Target>.Cursor(start)
    for index in 0..<object.count {
      let found = object.find(index, &cursor, bytes)
      switch (object.target(index), found) {
      case (.field(let place, _), .null): record.values[place] = .null
      case (.field(let place, let form), .value):
        guard let value = Self.value(form, bytes, &cursor.position, &fields) else { return nil }
        record.values[place] = value
      case (.identifier, .value):
        guard let id = fields.identifier(bytes, at: cursor.position) else { return nil }
        record.id = id
        cursor.position += 36
      default: return nil
      }
    }
    return object.end(cursor, bytes).map { NestedRecord(record, range: start..<$0) }
  }

  private static func value(
    _ form: EntityField.Form,
    _ bytes: ByteReader,
    _ position: inout Int,
    _ fields: inout FastFields
  ) -> FieldValue? {
    switch form {
    case .text:
      guard let end = fields.textEnd(bytes, from: position) else { return nil }
      defer { position = end }
      return .text(bytes.text(position..<end))
    case .integer: return fields.integer(bytes, at: &position).map(FieldValue.integer)
    case .cents: return fields.integer(bytes, at: &position).map { .integer($0 * 1_000_000) }
    case .boolean: return fields.boolean(bytes, at: &position).map(FieldValue.integer)
    case .instant:
      guard let instant = fields.instant(bytes, at: position) else { return nil }
      position += 24
      return .integer(instant)
    case .reference:
      guard let id = fields.identifier(bytes, at: position) else { return nil }
      position += 36
      return .reference(id)
    case .extra: return nil
    }
  }
}

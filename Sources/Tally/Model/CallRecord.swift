/// What a call's own record says, before anything in it is looked up in a store.
///
/// A plain value as ``AttemptRecord`` is, for there are a third as many of them: its texts lie in
/// the batch it belongs to. Fields are meant by their places among the fields of ``EntityKind/call``.
package struct CallRecord: Sendable {
  package var id: Identifier
  /// A bit for each field that the record has, NULL or not.
  package private(set) var known: Int64 = 0
  /// A bit for each field that is not NULL.
  private var present: Int64 = 0
  /// By field, 0 for NULL or absent: what the table has, or the start and the length of a text; the
  /// numbers of what is referred to are filled in by the store.
  private var words = InlineArray<21, Int64>(repeating: 0)
  /// The ids of what ``referenceFields`` refer to.
  private var references = InlineArray<3, Identifier>(repeating: Identifier(high: 0, low: 0))
  /// See ``setFingerprint(texts:)``; 0 for none.
  package private(set) var fingerprint: Int64 = 0

  static let fieldCount = 21

  /// The fields that refer to something, with what they refer to.
  static let referenceFields: [(field: Int, kind: EntityKind)] =
    EntityKind.call.fields.enumerated().compactMap { index, field in
      if case .reference(let kind) = field.form { (index, kind) } else { nil }
    }
  /// Which of ``referenceFields`` is the project.
  static let project = referenceFields.firstIndex { $0.kind == .project } ?? 0
  /// A bit for each field that is a text.
  private static let textFields: Int64 = EntityKind.call.fields.enumerated().reduce(0) {
    $1.element.form == .text || $1.element.form == .extra ? $0 | 1 << Int64($1.offset) : $0
  }
  private static let updatedAt =
    EntityKind.call.fields.firstIndex { $0.key == "updatedAt" } ?? 0

  package init(id: Identifier) {
    self.id = id
  }

  /// UTC milliseconds of its `updatedAt`; ``AttemptField/null`` where it has none.
  package var stamp: Int64 { self[Self.updatedAt] }

  static func isText(_ field: Int) -> Bool { textFields >> Int64(field) & 1 == 1 }

  func isPresent(_ field: Int) -> Bool { present >> Int64(field) & 1 == 1 }

  /// An integer, ``AttemptField/null`` for NULL or absent.
  package subscript(field: Int) -> Int64 {
    isPresent(field) ? words[field] : AttemptField.null
  }

  /// Whether it might not fit one page of a store.
  var isLong: Bool {
    var byteCount = 0
    for field in 0..<Self.fieldCount where Self.isText(field) {
      byteCount += text(field).range.count
    }
    return byteCount > Self.mostTextBytes
  }

  private static let mostTextBytes = 1 << 14

  func text(_ field: Int) -> TextSlice {
    guard isPresent(field) else { return .null }
    return TextSlice(
      start: Int32(truncatingIfNeeded: words[field] >> 32),
      count: Int32(truncatingIfNeeded: words[field])
    )
  }

  /// The id that one of ``referenceFields`` has; nil for NULL or absent.
  func reference(_ place: Int) -> Identifier? {
    isPresent(Self.referenceFields[place].field) ? references[place] : nil
  }

  /// Says which row one of ``referenceFields`` refers to.
  mutating func setNumber(_ number: Int32, ofReference place: Int) {
    words[Self.referenceFields[place].field] = Int64(number)
  }

  @inline(__always)
  mutating func setNull(_ field: Int) { known |= 1 << Int64(field) }

  @inline(__always)
  mutating func set(_ integer: Int64, _ field: Int) {
    known |= 1 << Int64(field)
    present |= 1 << Int64(field)
    words[field] = integer
  }

  @inline(__always)
  mutating func set(_ text: TextSlice, _ field: Int) {
    set(Int64(text.start) << 32 | Int64(text.count), field)
  }

  @inline(__always)
  mutating func set(_ id: Identifier, _ field: Int, place: Int) {
    set(0, field)
    references[place] = id
  }

  /// Computes the ``Fingerprint``, once the record is complete; the numbers are filled in later.
  package mutating func setFingerprint(texts: borrowing [UInt8]) {
    var hash = Fingerprint.product(UInt64(bitPattern: known), UInt64(bitPattern: present), 0)
    for field in 0..<Self.fieldCount where !Self.isText(field) {
      hash &+= Fingerprint.product(UInt64(bitPattern: words[field]), 0, UInt64(field + 1))
    }
    for place in 0..<3 {
      let id = references[place]
      hash &+= Fingerprint.product(id.high, id.low, UInt64(place + 22))
    }
    for field in 0..<Self.fieldCount where Self.isText(field) {
      Fingerprint.mix(&hash, text(field), texts)
    }
    fingerprint = Fingerprint.finished(hash)
  }
}

extension CallRecord {
  /// The own record of a call, whose texts are added to `texts`.
  init(_ record: borrowing EntityRecord, texts: inout [UInt8]) {
    self.init(id: record.id)
    for (field, value) in record.values.enumerated() {
      switch value {
      case nil: break
      case .null?: setNull(field)
      case .integer(let integer)?: set(integer, field)
      case .text(let text)?:
        let start = texts.count
        texts.append(contentsOf: text.utf8)
        set(TextSlice(start: Int32(start), count: Int32(texts.count - start)), field)
      case .reference(let id)?:
        let place = Self.referenceFields.firstIndex { $0.field == field } ?? 0
        set(id, field, place: place)
      }
    }
    setFingerprint(texts: texts)
  }
}

extension EntityRecord {
  /// The same as a record of any kind.
  init(_ call: borrowing CallRecord, texts: borrowing [UInt8]) {
    self.init(kind: .call, id: call.id, isOwn: true)
    stamp = call.stamp
    for (field, form) in EntityKind.call.fields.map(\.form).enumerated()
    where call.known >> Int64(field) & 1 == 1 {
      guard call.isPresent(field) else {
        values[field] = .null
        continue
      }
      switch form {
      case .text, .extra:
        values[field] = .text(String(decoding: texts[call.text(field).range], as: UTF8.self))
      case .reference:
        let place = CallRecord.referenceFields.firstIndex { $0.field == field } ?? 0
        values[field] = call.reference(place).map(FieldValue.reference) ?? .null
      case .integer, .boolean, .instant, .cents: values[field] = .integer(call[field])
      }
    }
  }
}

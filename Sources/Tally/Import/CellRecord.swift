/// A record that is put together value by value.
protocol CellRecord {
  static var kind: RecordKind { get }

  /// What a column or a key of that name is for; nil where there is no such field.
  static func column(_ name: String) -> CellColumn?

  var id: Identifier { get set }

  init(id: Identifier)

  mutating func setNull(_ column: CellColumn)
  mutating func set(_ integer: Int64, _ column: CellColumn)
  mutating func set(_ text: TextSlice, _ column: CellColumn)
  /// Sets the record's own id, or that of what it refers to.
  mutating func set(_ id: Identifier, _ column: CellColumn)

  /// Completes the record.
  mutating func setFingerprint(texts: borrowing [UInt8])

  /// Adds it to the batch that has its texts.
  func append(to batch: inout RecordBatch)
}

extension AttemptRecord: CellRecord {
  static var kind: RecordKind { .attempts }

  static func column(_ name: String) -> CellColumn? {
    if name == "_id" { return CellColumn(form: .identifier) }
    if let field = AttemptKeys.integers.first(where: { $0.name == name }) {
      let form: CellColumn.Form =
        switch field.form {
        case .instant: .instant
        case .cents: .cents
        case .boolean: .boolean
        default: .integer
        }
      return CellColumn(form: form, field: field.field.rawValue)
    }
    if let field = AttemptKeys.texts.first(where: { $0.name == name }) {
      return CellColumn(form: .text, field: field.field.rawValue)
    }
    return AttemptKeys.references.first { $0.name == name }.map { reference in
      CellColumn(
        form: .reference,
        field: reference.field.rawValue,
        place: AttemptRelations.place(of: reference.field)
      )
    }
  }

  @inline(__always)
  mutating func setNull(_ column: CellColumn) { known |= 1 << UInt32(column.field) }

  @inline(__always)
  mutating func set(_ integer: Int64, _ column: CellColumn) {
    setNull(column)
    integers[column.field] = integer
  }

  @inline(__always)
  mutating func set(_ text: TextSlice, _ column: CellColumn) {
    setNull(column)
    switch column.field {
    case AttemptField.phone.rawValue: phone = text
    case AttemptField.status.rawValue: status = text
    default: statusMessage = text
    }
  }

  @inline(__always)
  mutating func set(_ id: Identifier, _ column: CellColumn) {
    guard column.form != .identifier else {
      self.id = id
      return
    }
    setNull(column)
    referenced |= 1 << UInt32(column.field)
    references[column.place] = id
  }

  @inline(__always)
  func append(to batch: inout RecordBatch) {
    batch.attempts.append(self)
    batch.attemptLists.append(0)
  }
}

extension CallRecord: CellRecord {
  static var kind: RecordKind { .calls }

  static func column(_ name: String) -> CellColumn? {
    if name == "_id" { return CellColumn(form: .identifier) }
    guard !name.isEmpty,
      let field = EntityKind.call.fields.firstIndex(where: { $0.key == name })
    else { return nil }
    let form: CellColumn.Form =
      switch EntityKind.call.fields[field].form {
      case .text, .extra: .text
      case .integer: .integer
      case .boolean: .boolean
      case .instant: .instant
      case .cents: .cents
      case .reference: .reference
      }
    let place = referenceFields.firstIndex { $0.field == field } ?? 0
    return CellColumn(form: form, field: field, place: place)
  }

  @inline(__always)
  mutating func setNull(_ column: CellColumn) { setNull(column.field) }

  @inline(__always)
  mutating func set(_ integer: Int64, _ column: CellColumn) { set(integer, column.field) }

  @inline(__always)
  mutating func set(_ text: TextSlice, _ column: CellColumn) { set(text, column.field) }

  @inline(__always)
  mutating func set(_ id: Identifier, _ column: CellColumn) {
    guard column.form != .identifier else {
      self.id = id
      return
    }
    set(id, column.field, place: column.place)
  }

  @inline(__always)
  func append(to batch: inout RecordBatch) {
    batch.calls.append(self)
    batch.callLists.append(0)
  }
}

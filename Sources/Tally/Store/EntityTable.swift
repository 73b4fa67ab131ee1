internal import SQLite

/// One entity kind's table while a writer has the store open.
///
/// Rows touched in a batch are merged in memory and written at its end. Calls, of which there are
/// many, are then forgotten; the others stay.
struct EntityTable: ~Copyable {
  let kind: EntityKind
  private let fields: [EntityField]
  private var numbers = IdentifierTable()
  private var nextNumber: Int32
  private var rows: [Int32: EntityRow] = [:]
  private var touched: [Int32] = []
  private var newKeys: [(id: Identifier, number: Int32)] = []
  private var identifiers: [Int32: Identifier] = [:]
  private let findKey: Statement
  private let insertKey: Statement?
  private let load: Statement
  private let insert: Statement
  private let update: Statement
  private let hadRows: Bool

  init(kind: EntityKind, in database: borrowing Database) throws {
    let fields = kind.fields
    let table = kind.table
    let columns = fields.map(\.column)
    let selected = fields.map { field in
      if case .reference(let other) = field.form {
        "(SELECT other.id FROM \(other.table) AS other WHERE other.number = own.\(field.column))"
      } else {
        "own.\(field.column)"
      }
    }
    let last = try database.integer("SELECT max(number) FROM \(table)") ?? 0
    let parameters = (1...(fields.count + 6)).map { "?\($0)" }
    let assignments = columns.enumerated().map { "\($0.element) = ?\($0.offset + 7)" }
    let load = try database.prepare(
      "SELECT own.recorded, own.stamp, own.known, own.merge_state, own.id, "
        + "\(selected.joined(separator: ", ")) FROM \(table) AS own WHERE own.number = ?1"
    )
    let insert = try database.prepare(
      "INSERT INTO \(table) (number, id, recorded, stamp, known, merge_state, "
        + "\(columns.joined(separator: ", "))) VALUES (\(parameters.joined(separator: ", ")))"
    )
    let update = try database.prepare(
      "UPDATE \(table) SET recorded = ?3, stamp = ?4, known = ?5, merge_state = ?6, "
        + "\(assignments.joined(separator: ", ")) WHERE number = ?1 AND id = ?2"
    )
    let keys = kind == .call ? "call_key" : table
    let findKey = try database.prepare("SELECT number FROM \(keys) WHERE id = ?1")
    let insertKey =
      kind == .call
      ? try database.prepare("INSERT INTO call_key (id, number) VALUES (?1, ?2)") : nil
    self.kind = kind
    self.fields = fields
    self.load = load
    self.insert = insert
    self.update = update
    self.findKey = findKey
    self.insertKey = insertKey
    nextNumber = Int32(last) + 1
    hadRows = last > 0
  }

  /// The number of an id; one that is new gets a number, and a row at the end of the batch.
  mutating func number(of id: Identifier) throws -> Int32 {
    let known = numbers[id]
    if known != 0 { return known }
    if hadRows {
      findKey.bind(high: id.high, low: id.low, at: 1)
      defer { findKey.reset() }
      if try findKey.step() {
        let number = Int32(findKey.integer(0))
        numbers.insert(id, number: number)
        return number
      }
    }
    let number = nextNumber
    nextNumber += 1
    numbers.insert(id, number: number)
    newKeys.append((id, number))
    var row = EntityRow(fieldCount: fields.count)
    row.isChanged = true
    rows[number] = row
    identifiers[number] = id
    touched.append(number)
    return number
  }

  /// Takes in a record; returns the row's number and whether its own record had been here before.
  mutating func merge(
    _ record: borrowing EntityRecord
  ) throws -> (
    number: Int32, wasRecorded: Bool, change: AttemptRow.Change
  ) {
    let number = try number(of: record.id)
    if rows[number] == nil { try loadRow(number, id: record.id) }
    let wasRecorded = rows[number]?.isRecorded ?? false
    let wasChanged = rows[number]?.isChanged ?? false
    let change = rows[number]?.merge(record) ?? .none
    if !wasChanged, rows[number]?.isChanged ?? false { touched.append(number) }
    return (number, wasRecorded, change)
  }

  /// The id a number stands for.
  mutating func identifier(of number: Int32) throws -> Identifier? {
    if let id = identifiers[number] { return id }
    load.bind(Int64(number), at: 1)
    defer { load.reset() }
    guard try load.step(), let words = load.words(4) else { return nil }
    return Identifier(high: words.high, low: words.low)
  }

  private mutating func loadRow(_ number: Int32, id: Identifier) throws {
    load.bind(Int64(number), at: 1)
    defer { load.reset() }
    var row = EntityRow(fieldCount: fields.count)
    if try load.step() {
      let stamp = load.optionalInteger(1) ?? AttemptField.null
      let known = load.integer(2)
      let state = MergeState(load.blob(3))
      row.isStored = true
      row.isRecorded = load.integer(0) == 1
      for index in fields.indices where known >> Int64(index) & 1 == 1 {
        row.values[index] = value(fields[index], column: index + 5)
        row.stamps[index] = state[index] ?? stamp
      }
    }
    rows[number] = row
    identifiers[number] = id
  }

  private func reference(_ column: Int) -> FieldValue {
    guard let words = load.words(column) else { return .null }
    return .reference(Identifier(high: words.high, low: words.low))
  }

  private func value(_ field: EntityField, column: Int) -> FieldValue {
    if load.isNull(column) { return .null }
    return switch field.form {
    case .text, .extra: .text(load.text(column))
    case .reference:
      reference(column)
    default: .integer(load.integer(column))
    }
  }
}

extension EntityTable {
  /// The references that the rows to be written make, whose numbers they need.
  func pendingReferences() -> Set<Reference> {
    var found: Set<Reference> = []
    for number in touched {
      guard let row = rows[number] else { continue }
      for index in fields.indices {
        if case .reference(let other) = fields[index].form,
          case .reference(let id)? = row.values[index]
        {
          found.insert(Reference(kind: other, id: id))
        }
      }
    }
    return found
  }

  /// Writes what the batch has changed.
  ///
  /// `numberOf` gives the numbers of referenced ids.
  mutating func flush(numberOf: (EntityKind, Identifier) throws -> Int32) throws {
    for number in touched.sorted() {
      guard let row = rows[number], row.isChanged, let id = identifiers[number] else { continue }
      try write(row, number: number, id: id, numberOf: numberOf)
      rows[number]?.isStored = true
      rows[number]?.isChanged = false
    }
    touched.removeAll(keepingCapacity: true)
    if kind == .call {
      try writeKeys()
      rows.removeAll(keepingCapacity: true)
      identifiers.removeAll(keepingCapacity: true)
    }
    newKeys.removeAll(keepingCapacity: true)
  }

  /// In the order of the ids: neighbouring keys share a page.
  private func writeKeys() throws {
    for key in newKeys.sorted(by: { $0.id < $1.id }) {
      insertKey?.bind(high: key.id.high, low: key.id.low, at: 1)
      insertKey?.bind(Int64(key.number), at: 2)
      try insertKey?.run()
    }
  }

  private func write(
    _ row: EntityRow,
    number: Int32,
    id: Identifier,
    numberOf: (EntityKind, Identifier) throws -> Int32
  ) throws {
    if row.isStored {
      try write(row, number: number, id: id, with: update, numberOf: numberOf)
    } else {
      try write(row, number: number, id: id, with: insert, numberOf: numberOf)
    }
  }

  private func write(
    _ row: EntityRow,
    number: Int32,
    id: Identifier,
    with statement: borrowing Statement,
    numberOf: (EntityKind, Identifier) throws -> Int32
  ) throws {
    statement.bind(Int64(number), at: 1)
    statement.bind(high: id.high, low: id.low, at: 2)
    statement.bind(row.isRecorded ? 1 : 0, at: 3)
    statement.bind(row.stamp == AttemptField.null ? nil : row.stamp, at: 4)
    statement.bind(row.known, at: 5)
    statement.bind(row.mergeState, at: 6)
    for index in fields.indices {
      switch row.values[index] {
      case nil, .null?: statement.bindNull(at: index + 7)
      case .integer(let integer)?: statement.bind(integer, at: index + 7)
      case .text(let text)?: statement.bind(text, at: index + 7)
      case .reference(let id)?:
        if case .reference(let other) = fields[index].form {
          statement.bind(Int64(try numberOf(other, id)), at: index + 7)
        }
      }
    }
    try statement.run()
  }
}

internal import SQLite

/// One entity kind's table while a writer has the store open.
///
/// Rows touched in a batch are merged in memory and written at its end. Calls, of which there are
/// many, are then forgotten; the others stay. Most calls are told once, and are neither read nor
/// merged: ``merge(callAt:of:)`` has these.
struct EntityTable: ~Copyable {
  let kind: EntityKind
  private let fields: [EntityField]
  var identities: IdentityStore
  var rows: [Int32: EntityRow] = [:]
  private var touched: [Int32] = []
  /// The rows of the batch's calls.
  var callNumbers: [Int32] = []
  /// Of no meaning; see ``IdentityTable/touch(_:)``.
  var touchedSlots: Int32 = 0
  /// Rows of calls that say what one record of the batch does: its place among the batch's calls.
  var told: [Int32: Int] = [:]
  /// Rows from here on are not in the table yet.
  private(set) var firstNewNumber: Int32 = 1
  /// Of calls in a new store, the rows that are written as whole pages: the first ones, all of which
  /// were told, and at the end of the import those of which nothing but the id is known.
  var pages: CallPages?
  /// While there are pages, the rows that are in the table all the same.
  var written = NumberSet()
  private let insertBare: Statement
  private let load: Statement
  let insert: Statement
  private let update: Statement

  init(kind: EntityKind, isFresh: Bool, in database: borrowing Database) throws {
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
    let insertBare = try database.prepare("INSERT INTO \(table) (number, id) VALUES (?1, ?2)")
    let identities = try IdentityStore(of: table, hasFingerprints: kind == .call, in: database)
    self.kind = kind
    self.fields = fields
    self.load = load
    self.insert = insert
    self.update = update
    self.insertBare = insertBare
    // There are as many calls as a third of the attempts, and few of anything else.
    pages = isFresh && kind == .call ? CallPages() : nil
    self.identities = identities
  }

  /// Reads which rows there are; has to come before all else.
  mutating func loadIdentities(in database: borrowing Database, expectedCount: Int = 0) throws {
    try identities.load(in: database, expectedCount: expectedCount)
    firstNewNumber = Int32(identities.count) + 1
  }

  /// The number of an id; one that is new gets a number, and a row at the end of the batch.
  mutating func number(of id: Identifier) throws -> Int32 {
    let known = identities.number(of: id)
    return known != 0 ? known : try identities.append(id)
  }

  /// Whether rows of which nothing but the id is known are left for the end of the import.
  var isDeferring: Bool { pages != nil }

  /// See ``IdentityTable/touch(_:)``.
  func touch(_ id: Identifier) -> Int32 { identities.touch(id) }

  /// Takes in a record; returns the row's number and whether its own record had been here before.
  mutating func merge(
    _ record: borrowing EntityRecord
  ) throws -> (
    number: Int32, wasRecorded: Bool, change: AttemptRow.Change
  ) {
    let number = try number(of: record.id)
    if rows[number] == nil { try loadRow(number) }
    let wasRecorded = rows[number]?.isRecorded ?? false
    let wasChanged = rows[number]?.isChanged ?? false
    let change = rows[number]?.merge(record) ?? .none
    if !wasChanged, rows[number]?.isChanged ?? false { touched.append(number) }
    // Of more than one record, as far as is known.
    if kind == .call, rows[number]?.isTouched ?? false { try setFingerprint(0, of: number) }
    return (number, wasRecorded, change)
  }

  mutating func setFingerprint(_ fingerprint: Int64, of number: Int32) throws {
    guard try identities.fingerprint(of: number) != fingerprint else { return }
    try identities.setFingerprint(fingerprint, of: number)
  }

  /// The id a number stands for.
  func identifier(of number: Int32) -> Identifier? {
    identities.identifier(of: number)
  }

  private mutating func loadRow(_ number: Int32) throws {
    var row = EntityRow(fieldCount: fields.count)
    guard number < firstNewNumber else {
      rows[number] = row
      return
    }
    load.bind(Int64(number), at: 1)
    defer { load.reset() }
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
    let end = Int32(identities.count) + 1
    if !isDeferring {
      for number in firstNewNumber..<end where rows[number] == nil && told[number] == nil {
        try writeBare(number)
      }
    }
    for number in touched.sorted() {
      guard let row = rows[number], row.isChanged else { continue }
      try write(row, number: number, id: identities.table[number], numberOf: numberOf)
      if isDeferring { written.insert(number) }
      rows[number]?.isStored = true
      rows[number]?.isChanged = false
    }
    touched.removeAll(keepingCapacity: true)
    firstNewNumber = end
    // There are too many calls to keep what was read of them.
    if kind == .call { rows.removeAll(keepingCapacity: true) }
    told.removeAll(keepingCapacity: true)
    try identities.flush(onlyFull: isDeferring)
  }

  /// Writes a row of which nothing but the id is known, as of most calls.
  private func writeBare(_ number: Int32) throws {
    let id = identities.table[number]
    insertBare.bind(Int64(number), at: 1)
    insertBare.bind(high: id.high, low: id.low, at: 2)
    try insertBare.run()
  }

  /// Writes the rows that were left for later as pages, where they are all there are but those that
  /// are on pages; false where SQLite has to write them between others.
  mutating func writeDeferredPages(root: UInt32, to file: FreshFile) throws -> Bool {
    guard let first = pages?.count, written.count == 0 else { return false }
    for number in (first + 1)..<max(firstNewNumber, first + 1) {
      pages?.append(identities.table[number])
      // Of millions of rows only few are to be in memory.
      if number % Self.flushCount == 0 { try pages?.flush(to: file) }
    }
    try pages?.finish(root: root, in: file)
    return true
  }

  private static let flushCount: Int32 = 1 << 16

  /// Writes what was left for later and is not in the table, within a transaction.
  mutating func finishDeferring(areWritten: Bool) throws {
    guard isDeferring else { return }
    pages = nil
    if !areWritten {
      for number in 1..<firstNewNumber where !written.contains(number) { try writeBare(number) }
    }
    written = NumberSet()
    try identities.flush()
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

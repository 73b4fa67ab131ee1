internal import SQLite

/// The attempt table while a writer has the store open.
struct AttemptTable: ~Copyable {
  private(set) var tracker = RunTracker()
  private var identities: IdentityStore
  private var projection: ProjectionWriter
  private let load: Statement
  private var inserter: AttemptInserter
  /// Where new rows go as long as the table is one that nobody has seen yet.
  private var pages: TablePages?
  private var cell = RowCell()
  /// What is known of the records of the batch at hand, if anything is.
  private var numbers: [Int32] = []
  /// The records whose rows are to be added to the projection, and the number of the first one's.
  private var added: [Int32] = []
  private var firstAdded: Int32 = 0
  /// Of no meaning; see ``IdentityTable/touch(_:)``.
  private var touched: Int32 = 0
  private let update: Statement

  /// The table's integer columns in the order of ``AttemptField``.
  private static let columns = [
    "created_at", "updated_at", "deleted_at", "version", "project", "call", "rule", "user", "phone",
    "status", "dial_seconds", "recorded_cost_microcents", "started_at", "ended_at", "is_answered",
    "status_message", "extra", "known", "dimension_lost", "merge_state",
  ]

  /// With `isFresh` rows are not in the table before ``finishPages(root:in:)``.
  init(isFresh: Bool, in database: borrowing Database) throws {
    let columns = Self.columns
    let load = try database.prepare(
      "SELECT \(columns.joined(separator: ", ")) FROM attempt WHERE number = ?1"
    )
    let inserter = try AttemptInserter(columns: columns, in: database)
    let assignments = columns.enumerated().map { "\($0.element) = ?\($0.offset + 3)" }
    let update = try database.prepare(
      "UPDATE attempt SET \(assignments.joined(separator: ", ")) WHERE number = ?1 AND id = ?2"
    )
    let projection = try ProjectionWriter(in: database)
    let identities = try IdentityStore(of: "attempt", hasFingerprints: true, in: database)
    self.identities = identities
    self.projection = projection
    self.load = load
    self.inserter = inserter
    self.update = update
    pages = isFresh ? TablePages() : nil
  }

  /// Reads which attempts there are; has to come before all else.
  mutating func loadIdentities(in database: borrowing Database, expectedCount: Int) throws {
    try identities.load(in: database, expectedCount: expectedCount)
  }

  /// Finds the rows of records, and which of the records are those that the rows were made of.
  ///
  /// What those refer to need not be looked up: ``upsert(_:from:unchanged:order:)`` passes over them.
  mutating func find(_ batch: borrowing RecordBatch, unchanged: inout [Bool]) throws {
    numbers.removeAll(keepingCapacity: true)
    unchanged.removeAll(keepingCapacity: true)
    // Where there are no rows yet, each look would only be repeated.
    guard identities.count > 0, pages == nil else { return }
    for index in batch.attempts.indices {
      if index % RecordBatch.touchCount == 0 { touch(batch, from: index) }
      let number = identities.number(of: batch.attempts[index].id)
      let fingerprint = batch.attempts[index].fingerprint
      numbers.append(number)
      unchanged.append(
        try number != 0 && fingerprint != 0 && identities.fingerprint(of: number) == fingerprint
      )
    }
  }

  /// Brings the table up to date with records whose references have been replaced by numbers.
  ///
  /// Starts at record `start` and returns where it stopped: at the end, or at a record that needs
  /// the table to be one that SQLite can read and write, or its references to be replaced; those
  /// that `unchanged` has are not.
  mutating func upsert(
    _ batch: borrowing RecordBatch,
    from start: Int,
    unchanged: borrowing [Bool],
    order: borrowing some FieldOrder
  ) throws -> Int {
    defer { noteAdded(batch) }
    for index in start..<batch.attempts.count {
      let list = batch.attemptLists[index]
      let number = number(of: index, in: batch)
      let fingerprint = batch.attempts[index].fingerprint
      if number == 0 {
        guard try add(batch, index, list: list) else { return index }
      } else if try fingerprint != 0 && identities.fingerprint(of: number) == fingerprint {
        tracker.count(number: number, list: list, isNew: false, change: .none)
      } else {
        // One that was unchanged is so no more where another of the batch has changed its row.
        guard pages == nil, unchanged.isEmpty || !unchanged[index] else { return index }
        try merge(batch, index, into: number, list: list, order: order)
      }
    }
    try inserter.flush()
    try identities.flush(onlyFull: pages != nil)
    return batch.attempts.count
  }

  /// The row of a record; 0 for none.
  private mutating func number(of index: Int, in batch: borrowing RecordBatch) -> Int32 {
    if !numbers.isEmpty, numbers[index] != 0 { return numbers[index] }
    if numbers.isEmpty, index % RecordBatch.touchCount == 0 { touch(batch, from: index) }
    return identities.number(of: batch.attempts[index].id)
  }

  private mutating func touch(_ batch: borrowing RecordBatch, from start: Int) {
    for index in start..<min(start + RecordBatch.touchCount, batch.attempts.count) {
      touched &+= identities.touch(batch.attempts[index].id)
    }
  }

  /// Writes the pages that are full; no transaction may be open.
  mutating func flushPages(to file: FreshFile) throws {
    try pages?.flush(to: file)
  }

  /// Makes the table, whose first page is `root`, one that SQLite can read and write; no
  /// transaction may be open.
  mutating func finishPages(root: UInt32, in file: FreshFile) throws {
    try pages?.finish(root: root, in: file)
    pages = nil
  }

  /// Writes the ids that are not written yet.
  mutating func flushIdentities() throws {
    try identities.flush()
  }

  mutating func moveList(_ from: RecordBatch.ListNumber, to list: RecordBatch.ListNumber) {
    tracker.moveList(from, to: list)
  }

  private mutating func add(
    _ batch: borrowing RecordBatch,
    _ index: Int,
    list: RecordBatch.ListNumber
  ) throws -> Bool {
    let id = batch.attempts[index].id
    if pages != nil {
      encode(batch.attempts[index], texts: batch.texts)
      if cell.isTooLarge { return false }
    }
    let number = try identities.append(id, fingerprint: batch.attempts[index].fingerprint)
    if pages != nil {
      pages?.append(&cell, number: Int64(number))
    } else {
      let row = AttemptRow(batch.attempts[index], in: batch)
      try inserter.insert(row, number: number, id: id)
    }
    if added.isEmpty { firstAdded = number }
    added.append(Int32(index))
    // Few enough to be looked at several times while they are near.
    if added.count == RecordBatch.touchCount { noteAdded(batch) }
    tracker.count(added: number, list: list)
    return true
  }

  private mutating func noteAdded(_ batch: borrowing RecordBatch) {
    guard !added.isEmpty else { return }
    projection.note(added: added, of: batch, from: firstAdded)
    added.removeAll(keepingCapacity: true)
  }

  /// Puts a new row together as SQLite would, its columns in the order of the schema.
  private mutating func encode(_ record: borrowing AttemptRecord, texts: borrowing [UInt8]) {
    cell.removeAll()
    // The row number is the key, and NULL in the record itself.
    cell.appendNull()
    cell.append(record.id)
    cell.append(record.integers)
    cell.append(record.statusMessage, of: texts)
    cell.append(record.extra, of: texts)
    cell.append(Int64(record.known))
    cell.append(0)  // dimension_lost
    cell.appendNull()  // merge_state
  }

  private mutating func merge(
    _ batch: borrowing RecordBatch,
    _ index: Int,
    into number: Int32,
    list: RecordBatch.ListNumber,
    order: borrowing some FieldOrder
  ) throws {
    let row = AttemptRow(batch.attempts[index], in: batch)
    // The row may be one of those that wait to be inserted.
    try inserter.flush()
    var stored = try storedRow(number)
    let change = try stored.merge(row, order: order)
    if case .none = change {
    } else {
      try write(stored, number: number, id: batch.attempts[index].id)
      noteAdded(batch)
      projection.note(changed: number)
      // A row put together from several records is not what any one of them says.
      let isWhole = stored.isSame(as: row)
      try identities.setFingerprint(
        isWhole ? batch.attempts[index].fingerprint : 0,
        of: number
      )
    }
    tracker.count(number: number, list: list, isNew: false, change: change)
  }

  private func storedRow(_ number: Int32) throws -> AttemptRow {
    load.bind(Int64(number), at: 1)
    defer { load.reset() }
    guard try load.step() else { throw StoreError.missingRow(table: "attempt", number: number) }
    var integers = InlineArray<15, Int64>(repeating: AttemptField.null)
    for index in 0..<AttemptField.integerCount where !load.isNull(index) {
      integers[index] = load.integer(index)
    }
    return AttemptRow(
      integers: integers,
      statusMessage: load.optionalText(15),
      extra: load.optionalText(16),
      known: UInt32(truncatingIfNeeded: load.integer(17)),
      isDimensionLost: load.integer(18) == 1,
      mergeState: load.isNull(19) ? nil : load.blob(19)
    )
  }

  /// Writes what follows from the rows, in the transaction that wrote them.
  mutating func flushProjection(in database: borrowing Database) throws {
    try projection.flush(in: database)
  }

  mutating func finishProjection(in database: borrowing Database) throws {
    try projection.finish(in: database)
  }

  private func write(
    _ row: borrowing AttemptRow,
    number: Int32,
    id: Identifier
  ) throws {
    update.bind(Int64(number), at: 1)
    update.bind(high: id.high, low: id.low, at: 2)
    for index in 0..<AttemptField.integerCount {
      if row.integers[index] == AttemptField.null {
        update.bindNull(at: index + 3)
      } else {
        update.bind(row.integers[index], at: index + 3)
      }
    }
    update.bind(row.statusMessage, at: 18)
    update.bind(row.extra, at: 19)
    update.bind(Int64(row.known), at: 20)
    update.bind(row.isDimensionLost ? 1 : 0, at: 21)
    update.bind(row.mergeState, at: 22)
    try update.run()
  }
}

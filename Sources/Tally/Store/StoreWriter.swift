internal import SQLite

/// The one process that may change a store: takes batches of records in, a transaction each.
///
/// A batch's rows and the run's progress are written together, so that after a crash the store is
/// as if the import had ended with some batch; importing the same input again completes it.
package final class StoreWriter {
  /// When what was taken in becomes permanent.
  package enum Commit: Sendable {
    /// With each batch.
    case eachBatch
    /// All together at the end, or nothing.
    case atEnd
    /// Never: everything is tried and thrown away.
    case never
  }

  private let lock: StoreLock
  private let database: Database
  private let commit: Commit
  /// The file of a store that did not exist before, until it is finished.
  private let freshFile: FreshFile?
  /// Whether attempts are written as whole pages of that file.
  private var isWritingPages: Bool
  private var isBegun = false
  /// About how many attempts there will be; to be set before anything is written.
  package var expectedCount = 0
  /// For how many attempts there is room for one call beforehand; for more calls, as they come.
  private static let attemptsPerCall = 4
  /// Of no meaning; see ``IdentityTable/touch(_:)``.
  private var touched: Int32 = 0
  /// Which records of the batch at hand say what their rows say; empty where that is not known.
  private var unchanged: [Bool] = []
  private var phones: TextTable
  private var statuses: TextTable
  private var attempts: AttemptTable
  private var entities: EntityTables
  private var run: ImportRun
  /// Whether there are legs of a carrier to match with what changes, and whether that was due already.
  private let hasCarrierLegs: Bool
  private let wasMatchStale: Bool
  /// How far sources were read by the imports before this one.
  package let sourceStates: SourceStates
  /// The id and number that each of ``references`` had last.
  private var lastReferences = Array(
    repeating: (id: Identifier(high: 0, low: 0), number: Int32(0)),
    count: references.count
  )

  private static let references: [(field: AttemptField, kind: EntityKind)] = [
    (.project, .project), (.call, .call), (.rule, .rule), (.user, .user),
  ]

  /// Opens a store for writing, or makes it.
  ///
  /// With ``Commit/never`` and no file at `path`, none is made. `lockWaitSeconds` is how long to
  /// wait for another writer to end; `sources` are what is going to be imported, for the record.
  /// A store that did not exist appears whole at the end, or grows batch by batch where it is not
  /// to (`appearsWhole`), which takes longer and survives being killed.
  package init(
    path: String,
    commit: Commit,
    lockWaitSeconds: Int,
    sources: [String],
    appearsWhole: Bool = true
  ) throws {
    let isScratch = path == ":memory:" || commit == .never && !FileStatus.exists(path)
    if !isScratch { try Self.checkPlace(path) }
    let lock = try StoreLock(storePath: isScratch ? nil : path, waitSeconds: lockWaitSeconds)
    if !isScratch { FreshFile.removeRemains(of: path) }
    let isFresh = appearsWhole && !isScratch && !FileStatus.isAnything(path)
    let place = isScratch ? ":memory:" : isFresh ? FreshFile.temporaryPath(of: path) : path
    let database = try Store.open(path: place, mode: .create)
    try Self.prepare(database, path: place)
    let freshFile = isFresh ? try FreshFile(for: path) : nil
    if isFresh {
      // Nobody sees the file before it is whole: what is written needs no safety net until then.
      try database.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
    }
    try database.execute("BEGIN IMMEDIATE")
    let phones = try TextTable(name: "phone", in: database)
    let statuses = try TextTable(name: "status", in: database)
    let attempts = try AttemptTable(isFresh: isFresh, in: database)
    let entities = try EntityTables(isFresh: isFresh, in: database)
    let sourceStates = try SourceStates(in: database)
    let hasCarrierLegs = try CarrierMatching.hasLegs(in: database)
    let wasMatchStale = hasCarrierLegs ? try CarrierMatching.isStale(in: database) : false
    let run = try ImportRun(sources: sources, in: database)
    self.hasCarrierLegs = hasCarrierLegs
    self.wasMatchStale = wasMatchStale
    self.lock = lock
    self.freshFile = freshFile
    isWritingPages = isFresh
    self.phones = phones
    self.statuses = statuses
    self.attempts = attempts
    self.entities = entities
    self.run = run
    self.sourceStates = sourceStates
    self.database = database
    self.commit = commit
  }

  /// Finds out before the long work whether the store can be written where it is to be.
  private static func checkPlace(_ path: String) throws(StoreError) {
    let folder = FileStatus.folder(of: path)
    if FileStatus.isDirectory(path) { throw .isDirectory(path: path) }
    guard FileStatus.isDirectory(folder) else {
      throw .missingFolder(path: path, folder: folder)
    }
    // The journal and the lock are written beside the store.
    guard FileStatus.isWritable(folder), !FileStatus.exists(path) || FileStatus.isWritable(path)
    else { throw .notWritable(path: path) }
  }

  static func prepare(_ database: borrowing Database, path: String) throws {
    if try Store.isEmpty(database, path: path) {
      // Large pages and a rollback journal: what is appended is written once (new pages need no
      // journal), where a write-ahead log would write it twice.
      let size = "PRAGMA page_size = \(TablePages.pageByteCount)"
      try database.execute(size + "; PRAGMA journal_mode = DELETE")
      let schema =
        PackageResources.schema_sql + PackageResources.source_state_sql
        + PackageResources.costs_sql + PackageResources.carrier_sql + PackageResources.rates_sql
        + PackageResources.write_back_sql + PackageResources.views_sql
      try database.execute("BEGIN;" + String(decoding: schema, as: UTF8.self) + "COMMIT")
    } else {
      try Store.check(database, path: path)
      try Store.completeSchema(of: database)
    }
    try database.execute("PRAGMA synchronous = FULL; PRAGMA cache_size = -16384")
  }

  /// Reads what is there, which takes a while where there is much of it.
  ///
  /// Done by itself with the first batch where nobody asked for it before.
  package func begin() throws {
    guard !isBegun else { return }
    isBegun = true
    try attempts.loadIdentities(in: database, expectedCount: expectedCount)
    try entities.loadIdentities(
      in: database,
      callCount: expectedCount / Self.attemptsPerCall
    )
  }

  /// Takes in a batch.
  ///
  /// `rejected` is how many records the import has rejected so far.
  package func upsert(_ batch: inout RecordBatch, rejected: Int) throws {
    try begin()
    if batch.leavesFingerprints { batch.setFingerprints() }
    if try entities.findCalls(of: batch), isWritingPages { try finishPages() }
    try entities.merge(batch.entities, lists: batch.entityLists)
    try entities.mergeCalls(of: &batch)
    try attempts.find(batch, unchanged: &unchanged)
    try resolve(&batch)
    var done = 0
    while true {
      done = try attempts.upsert(
        batch,
        from: done,
        unchanged: unchanged,
        order: ContentOrder(writer: self)
      )
      guard done < batch.attempts.count else { break }
      if isWritingPages { try finishPages() }
      if !unchanged.isEmpty {
        unchanged.removeAll(keepingCapacity: true)
        try resolve(&batch)
      }
    }
    try entities.flush()
    try attempts.flushProjection(in: database)
    for move in batch.listMoves { moveList(move.from, to: move.to, of: move.kind) }
    try SourceStates.write(batch.states, in: database)
    try run.update(records: batch.count, rejected: rejected)
    if isWritingPages {
      try betweenTransactions { file in
        try attempts.flushPages(to: file)
        try entities.flushPages(to: file)
      }
    } else if commit == .eachBatch, freshFile == nil {
      if hasCarrierLegs { try CarrierMatching.setStale(true, in: database) }
      try database.execute("COMMIT; BEGIN IMMEDIATE")
    }
  }

  /// Ends the run: what is not permanent yet becomes so, or is thrown away.
  ///
  /// `states` is how far sources have been read. It becomes permanent with the last of the rows,
  /// and never before: a run that is killed is read again from where the one before it ended.
  package func finish(states: [SourceStates.State] = []) throws {
    try begin()
    try finishPages()
    try attempts.finishProjection(in: database)
    if hasCarrierLegs { try finishMatching() }
    try SourceStates.write(states, in: database)
    try run.finish()
    try database.execute(commit == .never ? "ROLLBACK" : "COMMIT")
    try freshFile?.publish()
  }

  /// Matches the carrier's legs anew where attempts or calls have changed.
  private func finishMatching() throws {
    let hasChanged = [RecordKind.attempts, .calls].contains { kind in
      counters(of: kind).inserted + counters(of: kind).updated > 0
    }
    if hasChanged || wasMatchStale {
      try CarrierMatching.refresh(in: database)
    } else {
      try CarrierMatching.setStale(false, in: database)
    }
  }

  /// Writes to a fresh store's file beside SQLite, which sees the change with its next transaction.
  private func betweenTransactions(_ body: (FreshFile) throws -> Void) throws {
    try database.execute("COMMIT")
    if let freshFile { try body(freshFile) }
    try database.execute("BEGIN IMMEDIATE")
  }

  /// Completes the tables of a fresh store that were written as pages: from here on SQLite has them.
  private func finishPages() throws {
    guard isWritingPages else { return }
    isWritingPages = false
    try entities.flush()
    let attemptRoot = try rootPage(of: "attempt")
    let callRoot = try rootPage(of: "call")
    var areCallsWritten = false
    try betweenTransactions { file in
      try attempts.finishPages(root: attemptRoot, in: file)
      areCallsWritten = try entities.writeCallPages(root: callRoot, to: file)
    }
    try attempts.flushIdentities()
    try entities.finishDeferring(areCallsWritten: areCallsWritten)
  }

  private func rootPage(of table: String) throws -> UInt32 {
    let sql = "SELECT rootpage FROM sqlite_schema WHERE name = '\(table)'"
    return UInt32(try database.integer(sql) ?? 0)
  }

  /// Whether the store did not exist before.
  var isFresh: Bool { freshFile != nil }

  /// Throws away whatever is not permanent yet.
  package func rollBack() throws {
    try database.execute("ROLLBACK")
  }

  private func resolve(_ batch: inout RecordBatch) throws {
    // Each of these is opened for access once, and not once for each record.
    touched &+= try Self.resolve(
      &batch,
      unchanged,
      &entities,
      &phones,
      &statuses,
      &lastReferences
    )
  }

  /// Puts numbers in the places of the ids and texts that records refer to, where they have changed.
  ///
  /// What it returns has to be used; see ``IdentityTable/touch(_:)``.
  private static func resolve(
    _ batch: inout RecordBatch,
    _ unchanged: [Bool],
    _ entities: inout EntityTables,
    _ phones: inout TextTable,
    _ statuses: inout TextTable,
    _ last: inout [(id: Identifier, number: Int32)]
  ) throws -> Int32 {
    let references = references
    var touched: Int32 = 0
    for index in batch.attempts.indices {
      if index % RecordBatch.touchCount == 0 {
        touched &+= touchCalls(batch, unchanged, from: index, in: entities)
      }
      if !unchanged.isEmpty, unchanged[index] { continue }
      for (place, reference) in references.enumerated() {
        guard let id = batch.attempts[index][reference: reference.field] else { continue }
        // Attempts of one call come together, and those of one project nearly always.
        if last[place].number == 0 || last[place].id != id {
          last[place] = (id, try entities.number(of: id, reference.kind))
        }
        batch.attempts[index].integers[reference.field.rawValue] = Int64(last[place].number)
      }
      let (phone, status) = (batch.attempts[index].phone, batch.attempts[index].status)
      if !phone.isNull {
        batch.attempts[index].integers[AttemptField.phone.rawValue] = Int64(
          try phones.number(of: phone, in: batch.texts)
        )
      }
      if !status.isNull {
        batch.attempts[index].integers[AttemptField.status.rawValue] = Int64(
          try statuses.number(of: status, in: batch.texts)
        )
      }
    }
    return touched
  }

  /// See ``IdentityTable/touch(_:)``.
  private static func touchCalls(
    _ batch: borrowing RecordBatch,
    _ unchanged: [Bool],
    from start: Int,
    in entities: borrowing EntityTables
  ) -> Int32 {
    var touched: Int32 = 0
    for index in start..<min(start + RecordBatch.touchCount, batch.attempts.count) {
      if !unchanged.isEmpty, unchanged[index] { continue }
      guard let id = batch.attempts[index][reference: .call] else { continue }
      touched &+= entities.touchCall(id)
    }
    return touched
  }
}

extension StoreWriter {
  /// What became of the records of a kind so far, rejected ones apart.
  package func counters(of kind: RecordKind) -> RecordCounters {
    kind == .attempts ? attempts.tracker.counters : entities.counters(of: kind)
  }

  /// Counts what was taken in as part of one list response as part of another; 0 for none.
  private func moveList(
    _ from: RecordBatch.ListNumber,
    to list: RecordBatch.ListNumber,
    of kind: RecordKind
  ) {
    if kind == .attempts {
      attempts.moveList(from, to: list)
    } else {
      entities.moveList(from, to: list, of: kind)
    }
  }

  /// How many different records of a kind have come in a list response.
  package func distinctCount(of kind: RecordKind, inList list: RecordBatch.ListNumber) -> Int {
    kind == .attempts
      ? attempts.tracker.distinctCount(inList: list)
      : entities.distinctCount(of: kind, inList: list)
  }

  /// Compares what numbers stand for; see ``FieldOrder``.
  private struct ContentOrder: FieldOrder {
    let writer: StoreWriter

    func isGreater(_ left: Int64, than right: Int64, field: AttemptField) throws -> Bool {
      guard left != right, left != AttemptField.null else { return false }
      guard right != AttemptField.null else { return true }
      switch field {
      case .project: return try isID(left, greaterThan: right, .project)
      case .call: return try isID(left, greaterThan: right, .call)
      case .rule: return try isID(left, greaterThan: right, .rule)
      case .user: return try isID(left, greaterThan: right, .user)
      case .phone:
        let texts = (writer.phones.text(left), writer.phones.text(right))
        return texts.1.utf8.lexicographicallyPrecedes(texts.0.utf8)
      case .status:
        let texts = (writer.statuses.text(left), writer.statuses.text(right))
        let progress = (statusProgress(texts.0), statusProgress(texts.1))
        if progress.0 != progress.1 { return progress.0 > progress.1 }
        return texts.1.utf8.lexicographicallyPrecedes(texts.0.utf8)
      default: return left > right
      }
    }

    private func isID(_ left: Int64, greaterThan right: Int64, _ kind: EntityKind) throws -> Bool {
      guard let left = writer.entities.identifier(of: Int32(left), kind) else { return false }
      guard let right = writer.entities.identifier(of: Int32(right), kind) else { return true }
      return left > right
    }
  }
}

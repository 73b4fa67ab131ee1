internal import SQLite

/// The one process that may change a store, taking in records of a carrier.
///
/// As with ``StoreWriter``, a batch's rows and the run's progress are written together.
final class CarrierWriter {
  private let lock: StoreLock
  private let database: Database
  private let commit: StoreWriter.Commit
  private let table: CarrierTable
  private var run: ImportRun
  let sourceStates: SourceStates

  var counters: RecordCounters { table.counters }

  /// Opens a store for writing, or makes it; see ``StoreWriter/init(path:commit:lockWaitSeconds:sources:)``.
  init(path: String, commit: StoreWriter.Commit, lockWaitSeconds: Int, sources: [String]) throws {
    let isScratch = path == ":memory:" || commit == .never && !FileStatus.exists(path)
    if !isScratch, !FileStatus.isAnything(path) {
      try StoreWriter(
        path: path,
        commit: .atEnd,
        lockWaitSeconds: lockWaitSeconds,
        sources: sources
      ).finish()
    }
    let lock = try StoreLock(storePath: isScratch ? nil : path, waitSeconds: lockWaitSeconds)
    let database = try Store.open(path: isScratch ? ":memory:" : path, mode: .create)
    try StoreWriter.prepare(database, path: path)
    // The sids come in no order, so that every batch needs the whole of their index.
    try database.execute("PRAGMA cache_size = -65536; BEGIN IMMEDIATE")
    let sourceStates = try SourceStates(in: database)
    let table = try CarrierTable(in: database)
    let run = try ImportRun(sources: sources, in: database)
    self.lock = lock
    self.commit = commit
    self.sourceStates = sourceStates
    self.table = table
    self.run = run
    self.database = database
  }

  /// Takes in a batch.
  ///
  /// `rejected` is how many records the run has refused so far.
  func upsert(_ batch: [CarrierCall], rejected: Int) throws {
    for call in batch { try table.upsert(call) }
    try run.update(records: batch.count, rejected: rejected)
    if !batch.isEmpty { try CarrierMatching.setStale(true, in: database) }
    if commit == .eachBatch { try database.execute("COMMIT; BEGIN IMMEDIATE") }
  }

  /// Ends the run: what is not permanent yet becomes so, or is thrown away.
  ///
  /// Returns what came of matching the records, where there are any.
  func finish(states: [SourceStates.State]) throws -> MatchSummary? {
    try SourceStates.write(states, in: database)
    let matches =
      try CarrierMatching.isStale(in: database) ? CarrierMatching.refresh(in: database) : nil
    try run.finish()
    try database.execute(commit == .never ? "ROLLBACK" : "COMMIT")
    return matches
  }

  func rollBack() throws {
    try database.execute("ROLLBACK")
  }
}

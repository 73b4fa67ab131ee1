package import Reports
internal import SQLite

/// Finds the attempts of a store that its source has no more, and marks them.
///
/// What the source has is told bit by bit; what is left over then is missing.
package final class SourceCheck {
  /// What is wanted of a store.
  package struct Scope: Sendable {
    /// The project's id in its text form.
    package var project: String
    /// Attempts that belong to this stretch of time, `to` excluded; nil for no bound.
    package var from: Instant?
    package var to: Instant?

    package init(project: String, from: Instant?, to: Instant?) {
      self.project = project
      self.from = from
      self.to = to
    }
  }

  /// What came of it.
  package struct Outcome: Sendable, Equatable {
    package var checkedCount: Int
    /// Attempts the source does not have, and those of them that it had the last time.
    package var missingCount: Int
    package var newlyMissingCount: Int
  }

  private let lock: StoreLock
  private let database: Database
  private var expected: [Identifier: Int64] = [:]
  private var checked: [Int64] = []
  /// Whether some of them have no start, and are in the period by when they were written.
  package private(set) var hasStartless = false

  /// Reads which attempts there should be; nobody else may write to the store meanwhile.
  package init(storePath: String, lockWaitSeconds: Int, _ scope: Scope) throws {
    lock = try StoreLock(storePath: storePath, waitSeconds: lockWaitSeconds)
    database = try Store.open(path: storePath, mode: .readWrite)
    try Store.check(database, path: storePath)
    try Store.completeSchema(of: database)
    // Those that are deleted in the store's own books are not there by right, and those that were
    // deleted from here on purpose are no loss.
    let rows = try database.prepare(
      """
      SELECT a.number, a.id, a.started_at IS NULL
      FROM attempt AS a JOIN project AS p ON p.number = a.project
      WHERE p.id = ?1 AND a.deleted_at IS NULL
        AND a.number NOT IN (SELECT attempt FROM purged_attempt)
        AND (?2 IS NULL OR coalesce(a.started_at, a.created_at) >= ?2)
        AND (?3 IS NULL OR coalesce(a.started_at, a.created_at) < ?3)
      """
    )
    if let project = Identifier(scope.project) {
      rows.bind(high: project.high, low: project.low, at: 1)
    }
    rows.bind(scope.from?.milliseconds, at: 2)
    rows.bind(scope.to?.milliseconds, at: 3)
    while try rows.step() {
      guard let (high, low) = rows.words(1) else { continue }
      let number = rows.integer(0)
      expected[Identifier(high: high, low: low)] = number
      checked.append(number)
      if rows.integer(2) == 1 { hasStartless = true }
    }
  }

  /// The source has these.
  package func saw(_ identifiers: some Sequence<Identifier>) {
    for identifier in identifiers { expected[identifier] = nil }
  }

  /// What has not been seen so far, in the order of the ids.
  package var unseen: [Identifier] { expected.keys.sorted() }

  /// Marks what is missing, and takes the mark from what is there again.
  package func finish(source: String, at moment: Instant) throws -> Outcome {
    try database.execute("BEGIN IMMEDIATE")
    let insert = try database.prepare(
      "INSERT INTO source_missing (attempt, source, found_at) VALUES (?1, ?2, ?3) "
        + "ON CONFLICT (attempt) DO NOTHING"
    )
    let remove = try database.prepare("DELETE FROM source_missing WHERE attempt = ?1")
    let missing = Set(expected.values)
    let before = try count()
    for number in missing.sorted() {
      insert.bind(number, at: 1)
      insert.bind(source, at: 2)
      insert.bind(moment.milliseconds, at: 3)
      try insert.run()
    }
    let newlyMissing = try count() - before
    for number in checked where !missing.contains(number) {
      remove.bind(number, at: 1)
      try remove.run()
    }
    try database.execute("COMMIT")
    return Outcome(
      checkedCount: checked.count,
      missingCount: missing.count,
      newlyMissingCount: newlyMissing
    )
  }

  private func count() throws -> Int {
    Int(try database.integer("SELECT count(*) FROM source_missing") ?? 0)
  }
}

package import Reports
internal import SQLite

/// Which attempts may be deleted at the source: those of a period that the store has whole.
package struct SourcePurge: Sendable {
  /// One attempt, and what it has to look like at the source for being the same.
  package struct Candidate: Sendable, Equatable {
    /// The attempt's row number.
    package var number: Int32
    package var id: Identifier
    package var updatedAt: Instant
    /// Nil where the store was never told.
    package var version: Int64?

    /// Whether the source has changed nothing since.
    package func isUnchanged(_ item: SourceItem) -> Bool {
      item.id == id && item.updatedAt == updatedAt && (version == nil || item.version == version)
    }
  }

  /// In the order of time, then id.
  package private(set) var candidates: [Candidate] = []
  package private(set) var first: Instant?
  package private(set) var last: Instant?
  /// Attempts of the period that somebody's phone may still be ringing for.
  package private(set) var openCount = 0
  /// Attempts of the period that the source has no more.
  package private(set) var goneCount = 0
  /// Attempts of the period that cannot be compared: the store does not know their `updatedAt`.
  package private(set) var undatedCount = 0

  /// Reads the attempts of a period; see ``CostPush/init(period:filters:in:)`` for projects.
  package init(period: Period, filters: [AttemptFilter], in store: Store) throws {
    let gone = try store.goneAttempts()
    let attempts = try OrderedSelection(period: period, filters: filters, in: store)
    try attempts.visit { row, outcome, columns in
      let number = columns.segment.attempt[row]
      guard !gone.contains(number) else {
        goneCount += 1
        return
      }
      guard outcome != .open else {
        openCount += 1
        return
      }
      let updatedAt = columns.integer(.updatedAt, row: row)
      guard updatedAt != AttemptSegment.unknownTime else {
        undatedCount += 1
        return
      }
      let at = Instant(milliseconds: attempts.rules.milliseconds(of: row, in: columns.segment))
      first = min(first ?? at, at)
      last = max(last ?? at, at)
      let version = columns.integer(.version, row: row)
      candidates.append(
        Candidate(
          number: number,
          id: columns.segment.identifier[row],
          updatedAt: Instant(milliseconds: updatedAt),
          version: version == AttemptSegment.unknownTime ? nil : version
        )
      )
    }
  }
}

extension Store {
  /// Attempts that the source is known not to have any more, by their numbers.
  fileprivate func goneAttempts() throws -> Set<Int32> {
    var gone: Set<Int32> = []
    for (table, condition) in [("purged_attempt", "finished = 1"), ("source_missing", "true")]
    where try hasTable(table) {
      let rows = try database.prepare("SELECT attempt FROM \(table) WHERE \(condition)")
      while try rows.step() { gone.insert(Int32(rows.integer(0))) }
    }
    return gone
  }
}

extension StoreChange {
  /// Notes what is about to be deleted, so that nothing of it is brought back by mistake.
  package func willPurge(_ batch: ArraySlice<SourcePurge.Candidate>, at now: Instant) throws {
    let write = try database.prepare(
      "INSERT INTO purged_attempt (attempt, purged_at, finished) VALUES (?1, ?2, 0) "
        + "ON CONFLICT (attempt) DO NOTHING"
    )
    for candidate in batch {
      write.bind(Int64(candidate.number), at: 1)
      write.bind(now.milliseconds, at: 2)
      try write.run()
    }
  }

  /// Notes what has been deleted, and forgets the rest of a batch but what may have been.
  package func didPurge(
    _ batch: ArraySlice<SourcePurge.Candidate>,
    gone: [Int32],
    unknown: ArraySlice<Int32>
  ) throws {
    let finish = try database.prepare("UPDATE purged_attempt SET finished = 1 WHERE attempt = ?1")
    let forget = try database.prepare("DELETE FROM purged_attempt WHERE attempt = ?1")
    let gone = Set(gone)
    for candidate in batch where !unknown.contains(candidate.number) {
      if gone.contains(candidate.number) {
        finish.bind(Int64(candidate.number), at: 1)
        try finish.run()
      } else {
        forget.bind(Int64(candidate.number), at: 1)
        try forget.run()
      }
    }
  }
}

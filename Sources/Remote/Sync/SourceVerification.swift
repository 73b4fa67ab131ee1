internal import Reports
package import Tally

/// Asks the source which of a store's attempts it still has.
package struct SourceVerification: Sendable {
  package let outcome: SourceCheck.Outcome

  private static let select = SelectClause("createdAt startedAt incomingCallLogId isAnswered")
  private static let path = "incoming-call-log-item"
  /// How many ids are asked for at once.
  private static let chunkCount = 500

  /// Lists the ids of a period, asks for those that are not among them one by one, and marks what
  /// the source does not have.
  init(
    storePath: String,
    lockWaitSeconds: Int,
    _ scope: SourceCheck.Scope,
    _ reader: ListReader,
    now: Instant,
    onProgress: @escaping (SyncProgress) -> Void
  ) throws {
    let check = try SourceCheck(storePath: storePath, lockWaitSeconds: lockWaitSeconds, scope)
    var pages = PageReader()
    var recordCount: Int64 = 0
    let start = ContinuousClock.now
    let pageCount = reader.pageCount
    func list(_ query: ListQuery) throws {
      try reader.read(query) { page in
        let facts = try pages.read(page.body, by: query.order)
        check.saw(facts.identifiers)
        recordCount += Int64(facts.recordCount)
        return facts
      } onPage: { position in
        onProgress(
          SyncProgress(
            kind: .attempts,
            pageCount: reader.pageCount - pageCount,
            recordCount: recordCount,
            expectedCount: recordCount + position.count - Int64(position.page.recordCount),
            elapsed: ContinuousClock.now - start
          )
        )
      }
    }
    // Without a period all are listed by what never changes. Within one, by what decides it.
    let hasPeriod = scope.from != nil || scope.to != nil
    var query = ListQuery(
      Self.path,
      select: Self.select,
      order: hasPeriod ? .startedAt : .createdAt
    )
    query.from = scope.from
    query.to = scope.to.map { Instant(milliseconds: $0.milliseconds - 1) }
    try list(query)
    if hasPeriod, check.hasStartless {
      query.order = .createdAt
      query.conditions = ["\"startedAt\":null"]
      try list(query)
    }
    // What has moved out of the period since is there all the same.
    var rest = check.unseen[...]
    while !rest.isEmpty {
      let ids = rest.prefix(Self.chunkCount).map { "\"\($0)\"" }.joined(separator: ",")
      var query = ListQuery(Self.path, select: Self.select, order: .createdAt)
      query.conditions = ["\"_id\":{\"_type\":\"Includes\",\"value\":[\(ids)]}"]
      try list(query)
      rest = rest.dropFirst(Self.chunkCount)
    }
    outcome = try check.finish(source: reader.client.address.description, at: now)
  }

  /// What people are told.
  package var sentence: String {
    let checked = RecordKind.attempts.counted(outcome.checkedCount)
    guard outcome.missingCount > 0 else { return "verified \(checked), all of them are there" }
    return "verified \(checked): the source has lost \(outcome.missingCount) of them, "
      + "\(outcome.newlyMissingCount) since the last time; they stay in the store"
  }

  package var json: String {
    "{\"checked\":\(outcome.checkedCount),\"missing\":\(outcome.missingCount),"
      + "\"newly_missing\":\(outcome.newlyMissingCount)}"
  }
}

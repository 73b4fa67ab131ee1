internal import Glibc
internal import Reports
package import Tally

/// Brings a store up to date with what OneUptime's REST API has.
///
/// Lists are read in the order of `updatedAt` from where the last sync ended, less a look-back. How
/// far they are read is written in the transactions that write their records. Calls come first,
/// then attempts; names of policies, rules and users are read where there is anything new, and once
/// a week.
package struct Sync {
  private let request: SyncRequest
  private let client: OneUptimeClient
  private let reader: ListReader
  private let onProgress: (SyncProgress) -> Void
  private let onWarning: (String) -> Void
  private var importer: PageImporter
  private var states: SyncStates
  private var denied: Set<RecordKind> = []
  private var hasNews = false
  private var areNamesRead = false
  private var denials: [String] = []

  /// Runs a sync to its end.
  ///
  /// `onReject` is told of each record that is not taken in, `onWarning` of what people should know
  /// at once, and `onProgress` after each page how far the sync has come.
  package static func run(
    _ request: SyncRequest,
    _ client: OneUptimeClient,
    onReject: @escaping (Reject) throws -> Void,
    onWarning: @escaping (String) -> Void,
    onProgress: @escaping (SyncProgress) -> Void
  ) throws -> SyncSummary {
    var sync = try Self(
      request,
      client,
      onReject: onReject,
      onWarning: onWarning,
      onProgress: onProgress
    )
    do {
      try sync.readAll()
      var records = try sync.importer.finish()
      let verification = try sync.verify()
      records.warnings = sync.denials + sync.reader.problems + records.warnings
      return SyncSummary(
        records: records,
        requestCount: client.http.requestCount,
        retryCount: client.http.retryCount,
        denied: RecordKind.allCases.filter(sync.denied.contains),
        verification: verification
      )
    } catch {
      sync.importer.stop()
      throw error
    }
  }

  /// Asks whether the source still has what the store has, once all that is new has been taken in.
  private func verify() throws -> SourceVerification? {
    guard request.verifies, let project = states.project else { return nil }
    return try SourceVerification(
      storePath: request.storePath,
      lockWaitSeconds: request.lockWaitSeconds,
      SourceCheck.Scope(
        project: project,
        from: request.verifiedPeriod?.from,
        to: request.verifiedPeriod?.to
      ),
      reader,
      now: now,
      onProgress: onProgress
    )
  }

  private init(
    _ request: SyncRequest,
    _ client: OneUptimeClient,
    onReject: @escaping (Reject) throws -> Void,
    onWarning: @escaping (String) -> Void,
    onProgress: @escaping (SyncProgress) -> Void
  ) throws {
    self.request = request
    self.client = client
    self.onProgress = onProgress
    self.onWarning = onWarning
    reader = ListReader(client, pageSize: request.pageSize) { size in
      onWarning("pages did not come through and are smaller from here on: \(size) records")
    }
    importer = try PageImporter(
      server: client.address.description,
      storePath: request.storePath,
      lockWaitSeconds: request.lockWaitSeconds,
      onReject: onReject
    )
    states = SyncStates(importer.states, server: client.address)
  }

  private mutating func readAll() throws {
    denied = states.denied
    try read(.calls)
    if request.isFull || states.areNamesOld(now: now) { try readNames() }
    try read(.attempts(without: denied))
    if hasNews, !areNamesRead { try readNames() }
    // Whose names they are may have become known with the attempts.
    if areNamesRead { try importer.note(states.namesRead(now: now)) }
    try importer.note(states.denied(denied))
  }

  private mutating func readNames() throws {
    areNamesRead = true
    for table in SyncTable.names { try read(table) }
  }

  /// Reads what is new of a list, or goes on without it where the key may not.
  private mutating func read(_ table: SyncTable) throws {
    do {
      try readList(table)
      denied.remove(table.kind)
    } catch let error as OneUptimeError {
      guard case .permission(let name) = error.reason, table.kind != .attempts else { throw error }
      denied.insert(table.kind)
      deny(
        (name.map { "the key lacks the permission \"\($0)\"" }
          ?? "the key may not list \(table.path)")
          + ": reports go without \(table.kind.absence)"
      )
    }
  }

  private mutating func deny(_ words: String) {
    if !denials.contains(words) { denials.append(words) }
  }

  private mutating func readList(_ table: SyncTable) throws {
    var select = table.select
    try select.ask { select in
      while true {
        do {
          return try readOnce(table, select)
        } catch let change as ProjectChange {
          // Another key than last time: what was read of the other project says nothing of this one.
          states.change(to: change.project)
          denied = []
        }
      }
    } onMissing: { column, refusal in
      deny(table.words(without: column, refusal))
    }
  }

  /// The key is of another project than was thought.
  private struct ProjectChange: Error {
    var project: Identifier
  }

  private mutating func readOnce(_ table: SyncTable, _ select: SelectClause) throws {
    let isNamed = table.kind != .calls && table.kind != .attempts
    var query = ListQuery(table.path, select: select, order: .updatedAt)
    if !isNamed, !request.isFull {
      query.from = states.start(table.kind, lookBackSeconds: request.lookBackSeconds)
    }
    let known = request.isFull ? nil : states.newest(table.kind)
    var date: Instant?
    var recordCount: Int64 = 0
    let start = ContinuousClock.now
    let pageCount = reader.pageCount
    let newest = try reader.read(query) { page in
      let facts = try importer.take(page.body, named: page.name, kind: table.kind, by: .updatedAt)
      try checkProject(facts, isFrom: query.from)
      recordCount += Int64(facts.recordCount)
      return facts
    } onPage: { position in
      date = position.date
      if let reached = position.reached, !isNamed {
        try importer.note(states.reached(self.start(after: reached, date), table.kind))
      }
      onProgress(
        SyncProgress(
          kind: table.kind,
          pageCount: reader.pageCount - pageCount,
          recordCount: recordCount,
          expectedCount: recordCount + position.count - Int64(position.page.recordCount),
          elapsed: ContinuousClock.now - start
        )
      )
    }
    guard !isNamed else { return }
    if let newest, known.map({ newest > $0 }) ?? true { hasNews = true }
    // One record with a date to come would hide all that are written until then.
    let last = newest.map { Swift.min($0, date ?? now) }
    try importer.note(states.finished(table.kind, newest: later(last, known)))
  }

  /// Where to go on after an interruption: what is written to the end of a list while it is read
  /// can become visible later than what comes after it.
  private func start(after reached: Instant, _ date: Instant?) -> Instant {
    let recent = (date ?? now).milliseconds - Int64(request.lookBackSeconds) * 1000
    return Instant(milliseconds: Swift.min(reached.milliseconds, recent))
  }

  private func later(_ moment: Instant?, _ other: Instant?) -> Instant? {
    guard let moment, let other else { return moment ?? other }
    return Swift.max(moment, other)
  }

  /// Makes sure that the key is of the project that the states in use are of.
  private mutating func checkProject(_ facts: PageFacts, isFrom from: Instant?) throws {
    if let project = facts.project {
      guard states.project != nil else { return states.change(to: project) }
      guard states.project == project.description else { throw ProjectChange(project: project) }
    } else if facts.recordCount == 0, from != nil, let project = try askProject(),
      project.description != states.project
    {
      // What was the newest is gone, or has never been there.
      throw ProjectChange(project: project)
    }
  }

  /// The key's project, by any of its attempts; nil where there are none.
  private func askProject() throws -> Identifier? {
    let query = ListQuery(
      SyncTable.attempts(without: []).path,
      select: SelectClause("updatedAt projectId incomingCallLogId isAnswered"),
      order: .updatedAt
    )
    let body = try client.ask(query.request(limit: 1, skip: 0)).body
    var pages = PageReader()
    return try pages.read(body, by: .updatedAt).project
  }

  private var now: Instant {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1000)
  }
}

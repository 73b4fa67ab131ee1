internal import SQLite

/// Something another row refers to.
struct Reference: Hashable {
  var kind: EntityKind
  var id: Identifier
}

/// All entity tables of a store that is being written, which refer to each other by number.
struct EntityTables: ~Copyable {
  private var project: EntityTable
  private var user: EntityTable
  private var policy: EntityTable
  private var rule: EntityTable
  private var teamMember: EntityTable
  private var call: EntityTable
  private var trackers = [RunTracker](repeating: RunTracker(), count: EntityKind.allCases.count)
  /// The id and number that each of ``CallRecord/referenceFields`` had last.
  private var lastReferences = Array(
    repeating: (id: Identifier(high: 0, low: 0), number: Int32(0)),
    count: CallRecord.referenceFields.count
  )

  init(isFresh: Bool, in database: borrowing Database) throws {
    let project = try EntityTable(kind: .project, isFresh: isFresh, in: database)
    let user = try EntityTable(kind: .user, isFresh: isFresh, in: database)
    let policy = try EntityTable(kind: .policy, isFresh: isFresh, in: database)
    let rule = try EntityTable(kind: .rule, isFresh: isFresh, in: database)
    let teamMember = try EntityTable(kind: .teamMember, isFresh: isFresh, in: database)
    let call = try EntityTable(kind: .call, isFresh: isFresh, in: database)
    self.project = project
    self.user = user
    self.policy = policy
    self.rule = rule
    self.teamMember = teamMember
    self.call = call
  }

  /// Reads which rows there are; has to come before all else.
  ///
  /// `callCount` is about how many calls there will be, where that is known.
  mutating func loadIdentities(in database: borrowing Database, callCount: Int) throws {
    try project.loadIdentities(in: database)
    try user.loadIdentities(in: database)
    try policy.loadIdentities(in: database)
    try rule.loadIdentities(in: database)
    try teamMember.loadIdentities(in: database)
    try call.loadIdentities(in: database, expectedCount: callCount)
  }

  mutating func number(of id: Identifier, _ kind: EntityKind) throws -> Int32 {
    switch kind {
    case .project: try project.number(of: id)
    case .user: try user.number(of: id)
    case .policy: try policy.number(of: id)
    case .rule: try rule.number(of: id)
    case .teamMember: try teamMember.number(of: id)
    case .call: try call.number(of: id)
    }
  }

  /// See ``IdentityTable/touch(_:)``; of calls alone, for all else there are few of.
  func touchCall(_ id: Identifier) -> Int32 { call.touch(id) }

  func identifier(of number: Int32, _ kind: EntityKind) -> Identifier? {
    switch kind {
    case .project: project.identifier(of: number)
    case .user: user.identifier(of: number)
    case .policy: policy.identifier(of: number)
    case .rule: rule.identifier(of: number)
    case .teamMember: teamMember.identifier(of: number)
    case .call: call.identifier(of: number)
    }
  }

  /// Takes in own records, which are counted, and relations, which are not.
  mutating func merge(_ records: [EntityRecord], lists: [RecordBatch.ListNumber]) throws {
    for index in records.indices {
      let (number, wasRecorded, change) = try merge(records[index])
      try numberReferences(of: records[index])
      guard records[index].isOwn else { continue }
      trackers[records[index].kind.rawValue].count(
        number: number,
        list: lists[index],
        isNew: !wasRecorded,
        change: change
      )
    }
  }

  /// Takes in the calls' own records, and writes those that are all that is known of a call.
  mutating func mergeCalls(of batch: inout RecordBatch) throws {
    for index in batch.calls.indices {
      let merged: (number: Int32, wasRecorded: Bool, change: AttemptRow.Change)
      if let number = try call.numberOfUnchanged(callAt: index, of: batch) {
        merged = (number, true, .none)
      } else {
        try numberReferences(of: &batch.calls[index])
        merged = try call.merge(callAt: index, of: batch)
      }
      trackers[EntityKind.call.rawValue].count(
        number: merged.number,
        list: batch.callLists[index],
        isNew: !merged.wasRecorded,
        change: merged.change
      )
    }
    try call.writeTold(by: batch)
  }

  private mutating func numberReferences(of record: inout CallRecord) throws {
    for (place, reference) in CallRecord.referenceFields.enumerated() {
      guard let id = record.reference(place) else { continue }
      // One project, a few policies: mostly those of the record before.
      if lastReferences[place].number == 0 || lastReferences[place].id != id {
        lastReferences[place] = (id, try number(of: id, reference.kind))
      }
      record.setNumber(lastReferences[place].number, ofReference: place)
    }
  }

  /// Whatever was ever referred to has a row, even if a newer record refers to another: what a store
  /// holds must not depend on which of the two came first.
  private mutating func numberReferences(of record: EntityRecord) throws {
    for (field, value) in zip(record.kind.fields, record.values) {
      if case .reference(let other) = field.form, case .reference(let id)? = value {
        _ = try number(of: id, other)
      }
    }
  }

  private mutating func merge(
    _ record: EntityRecord
  ) throws -> (
    number: Int32, wasRecorded: Bool, change: AttemptRow.Change
  ) {
    switch record.kind {
    case .project: try project.merge(record)
    case .user: try user.merge(record)
    case .policy: try policy.merge(record)
    case .rule: try rule.merge(record)
    case .teamMember: try teamMember.merge(record)
    case .call: try call.merge(record)
    }
  }

  /// Writes what a batch has changed: who refers before who is referred to, which may get new rows.
  mutating func flush() throws {
    var numbers: [Reference: Int32] = [:]
    let references = call.pendingReferences()
      .union(teamMember.pendingReferences()).union(rule.pendingReferences())
      .union(policy.pendingReferences())
    // New rows get their numbers in an order that does not depend on hashing.
    for reference in references.sorted(by: { $0.id < $1.id }) {
      numbers[reference] = try number(of: reference.id, reference.kind)
    }
    let known = numbers
    func numberOf(_ kind: EntityKind, _ id: Identifier) -> Int32 {
      known[Reference(kind: kind, id: id)] ?? 0
    }
    try call.flush(numberOf: numberOf)
    try teamMember.flush(numberOf: numberOf)
    try rule.flush(numberOf: numberOf)
    try policy.flush(numberOf: numberOf)
    try user.flush(numberOf: numberOf)
    try project.flush(numberOf: numberOf)
  }

  /// Finds the rows of the batch's calls; has to come before all else that is done with them.
  ///
  /// Returns whether the table of calls has to be one that SQLite can read and write; see
  /// ``EntityTable/needsTable(for:)``.
  mutating func findCalls(of batch: borrowing RecordBatch) throws -> Bool {
    try call.findCalls(of: batch)
    return try call.needsTable(for: batch)
  }

  /// Writes the pages that are full; no transaction may be open.
  mutating func flushPages(to file: FreshFile) throws {
    try call.pages?.flush(to: file)
  }

  /// Writes the calls of which only the ids are known, as pages where that is possible.
  ///
  /// Returns whether it was. No transaction may be open.
  mutating func writeCallPages(root: UInt32, to file: FreshFile) throws -> Bool {
    try call.writeDeferredPages(root: root, to: file)
  }

  /// Writes all else that was left for later, within a transaction.
  mutating func finishDeferring(areCallsWritten: Bool) throws {
    try call.finishDeferring(areWritten: areCallsWritten)
  }

  func counters(of kind: RecordKind) -> RecordCounters {
    guard let entity = kind.entity else { return RecordCounters() }
    return trackers[entity.rawValue].counters
  }

  mutating func moveList(
    _ from: RecordBatch.ListNumber,
    to list: RecordBatch.ListNumber,
    of kind: RecordKind
  ) {
    guard let entity = kind.entity else { return }
    trackers[entity.rawValue].moveList(from, to: list)
  }

  func distinctCount(of kind: RecordKind, inList list: RecordBatch.ListNumber) -> Int {
    guard let entity = kind.entity else { return 0 }
    return trackers[entity.rawValue].distinctCount(inList: list)
  }
}

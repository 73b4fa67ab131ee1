package import Reports
internal import SQLite

/// One attempt, and what happened in its call, moment by moment.
package struct CallStory {
  /// Why there is nothing to tell.
  package enum Fault: Error, Sendable, Equatable {
    /// The store has no such attempt.
    case unknown(Identifier)
    /// It is marked as deleted, or its call or its answer is not known.
    case notCounted(Identifier)
  }

  private let id: Identifier
  private let zone: Zone
  private let list: AttemptList
  private let call: RecordedCall?

  /// Finds the attempt and its call.
  package init(ofAttempt id: Identifier, in store: Store, zone: Zone) throws {
    guard let found = try store.callOfAttempt(id) else { throw Fault.unknown(id) }
    guard let callID = found.call, found.isCounted else { throw Fault.notCounted(id) }
    list = try AttemptList(
      AttemptList.Request(
        title: "Attempt",
        period: Period(from: nil, to: nil, zone: zone),
        filters: [AttemptFilter(.call, callID.description)],
        costBasis: .effective
      ),
      in: store
    )
    call = try store.callRecord(callID)
    self.id = id
    self.zone = zone
  }

  /// Two tables: what is known of the attempt, and its call's timeline.
  package func report() throws -> Report {
    var report = list.report
    let columns = report.tables[0].columns
    var rows: [[Value]] = []
    try list.forEachRow { rows.append($0) }
    report.filters = []
    report.tables = [
      Table(
        name: "Attempt",
        by: [],
        columns: [
          Column(name: "what", title: "What", unit: .text),
          Column(name: "value", title: "Value", unit: .number),
        ],
        rows: rows.first { $0[0] == .text(id.description) }.map { row in
          zip(columns, row).filter { $1 != .null }.map { [.text($0.name), $1] }
        } ?? []
      ),
      CallTimeline(columns: columns, zone: zone).table(of: rows, in: call),
    ]
    return report
  }
}

extension CallStory.Fault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unknown(let id):
      "\(id): the store has no such attempt; its id is the _id of an Incoming Call Log Item"
    case .notCounted(let id):
      "\(id): the store has this attempt, but marked as deleted, or without its call or whether "
        + "it was answered; import it with all of its fields"
    }
  }
}

/// What a call's own record tells of how it began and ended.
struct RecordedCall {
  var startedAt: Int64?
  var endedAt: Int64?
  var callerNumber: String?
  var routingNumber: String?
  var status: String?
  var policyName: String?
}

extension Store {
  /// The call an attempt belongs to, and whether the attempt counts; nil for an unknown attempt.
  fileprivate func callOfAttempt(_ id: Identifier) throws -> (call: Identifier?, isCounted: Bool)? {
    let row = try database.prepare(
      """
      SELECT call.id, \(Self.countedAttempts)
      FROM attempt LEFT JOIN call ON call.number = attempt.call WHERE attempt.id = ?1
      """
    )
    row.bind(high: id.high, low: id.low, at: 1)
    guard try row.step() else { return nil }
    return (row.words(0).map { Identifier(high: $0.high, low: $0.low) }, row.integer(1) != 0)
  }

  /// The record of a call; nil where only its attempts are known.
  fileprivate func callRecord(_ id: Identifier) throws -> RecordedCall? {
    let row = try database.prepare(
      """
      SELECT call.started_at, call.ended_at, call.caller_number, call.routing_number, call.status,
        policy.name
      FROM call LEFT JOIN policy ON policy.number = call.policy
      WHERE call.id = ?1 AND call.recorded = 1
      """
    )
    row.bind(high: id.high, low: id.low, at: 1)
    guard try row.step() else { return nil }
    return RecordedCall(
      startedAt: row.optionalInteger(0),
      endedAt: row.optionalInteger(1),
      callerNumber: row.optionalText(2),
      routingNumber: row.optionalText(3),
      status: row.optionalText(4),
      policyName: row.optionalText(5)
    )
  }
}

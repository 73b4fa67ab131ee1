import Reports
import SQLite

@testable import Tally

/// Everything that can be told apart about a store, as text.
struct StoreImage {
  /// The list of attempts with all its columns, in its own order.
  var list: [String]
  /// Those columns of it that come from records alone, in the order of ids.
  var listed: [String]
  /// Those that the view of attempts has, too, in the order of ids.
  var viewed: [String]
  var quality: [String]
  /// The answers of views and of tables, without the numbers that depend on the order of arrival.
  var answers: [[String]]

  private static let viewedColumns = [
    "id", "call_id", "project_id", "project_name", "user_id", "user_name", "user_email", "rule_id",
    "rule_name", "policy_id", "policy_name", "number", "status", "status_message", "created_at",
    "updated_at", "started_at", "ended_at", "dial_seconds", "ring_seconds", "version", "extra",
  ]

  /// Some columns of a table in the order of its rows' ids.
  private static func lines(of table: Table, _ names: [String]) -> [String] {
    let kept = names.compactMap { name in table.columns.firstIndex { $0.name == name } }
    var part = table
    part.columns = kept.map { table.columns[$0] }
    part.rows = table.rows.map { row in kept.map { row[$0] } }
    return part.lines.map(ascii).sorted()
  }

  static let callColumns = "id, project_id, policy_id, caller_number, status, started_at"

  private static let questions = [
    "SELECT \(callColumns) FROM calls ORDER BY id",
    "SELECT id, name, email, time_zone FROM users ORDER BY id",
    "SELECT id, name FROM projects ORDER BY id",
    "SELECT id, name, routing_number, is_enabled, project_id FROM policies ORDER BY id",
    "SELECT * FROM rules ORDER BY id",
    "SELECT * FROM attempts ORDER BY id",
    """
    SELECT hex(id), known, hex(merge_state), updated_at, dimension_lost FROM attempt ORDER BY id
    """,
    "SELECT hex(id), recorded, known, stamp, hex(merge_state) FROM call ORDER BY id",
    "SELECT hex(id), recorded, known, stamp, hex(merge_state) FROM user ORDER BY id",
    "SELECT hex(id), recorded, known, stamp, hex(merge_state) FROM rule ORDER BY id",
    "SELECT hex(id), recorded, known, stamp, hex(merge_state) FROM policy ORDER BY id",
    "SELECT hex(id), recorded, known, stamp, hex(merge_state) FROM project ORDER BY id",
    "SELECT hex(id), recorded, known, stamp, hex(merge_state) FROM team_member ORDER BY id",
  ]

  init(of path: String) throws {
    let store = try Store(path: path)
    let period = Period(from: nil, to: nil, zone: .utc)
    let attempts = try AttemptList(
      AttemptList.Request(title: "", period: period, filters: [], costBasis: .effective),
      in: store
    )
    var table = attempts.report.tables[0]
    try attempts.forEachRow { table.rows.append($0) }
    list = table.lines.map(Self.ascii)
    listed = Self.lines(of: table, ReferenceStore.listedColumns)
    viewed = Self.lines(of: table, Self.viewedColumns)
    let request = ReportRequest(
      title: "",
      groupings: [ReportRequest.Grouping(dimensions: [.project, .user])],
      period: period
    )
    quality = try ReportBuilder(source: store).report(for: request).quality
      .map { "\($0.name) \($0.count)" }
    answers = try Self.questions.map { try Self.answer($0, in: store) }
  }

  static let null = ascii("∅")

  /// Swift takes texts that look the same for equal, and the store must not.
  static func ascii(_ text: String) -> String {
    text.unicodeScalars.map { $0.escaped(asASCII: true) }.joined()
  }

  /// The rows of an answer, a line each.
  static func answer(_ sql: String, in store: Store) throws -> [String] {
    let query = try StoreQuery(sql, in: store, timeLimitSeconds: 0)
    var table = query.report.tables[0]
    try query.forEachRow { table.rows.append($0) }
    return table.lines.map(ascii)
  }

  static func answer(_ sql: String, of path: String) throws -> [String] {
    try answer(sql, in: Store(path: path))
  }
}

internal import PostgreSQL

/// One of upstream's tables as a database has it, and what of it this role may read.
struct ServerTable {
  let name: String
  let kind: RecordKind
  private(set) var columns: [String] = []
  /// Columns that are wanted and not granted.
  private(set) var deniedColumns: [String] = []
  private(set) var exists = false

  init(name: String, kind: RecordKind) {
    self.name = name
    self.kind = kind
  }

  mutating func add(column: String, isGranted: Bool) {
    exists = true
    guard TableColumns.isKept(column, kind) else { return }
    if isGranted { columns.append(column) } else { deniedColumns.append(column) }
  }

  /// Whether enough of it may be read for its rows to be known.
  var isReadable: Bool { columns.contains("_id") }

  /// Whether what has changed can be told from what has not.
  var hasUpdates: Bool { columns.contains("updatedAt") }

  /// The rows from the bound on, as a statement that COPY takes.
  func query(schema: String, since bound: Bound?) -> String {
    "SELECT \(columns.map(Connection.quoted(name:)).joined(separator: ", "))"
      + tail(schema: schema, since: bound)
  }

  /// The newest `updatedAt` of those rows.
  ///
  /// Not later than now: one row with a wrong date would hide all that come after it.
  func newestQuery(schema: String, since bound: Bound?) -> String {
    let newest = "least(max(\"updatedAt\"), transaction_timestamp())"
    let known = bound.map { ", \(Connection.quoted(text: $0.newest))::timestamptz" } ?? ""
    return "SELECT greatest(\(newest)\(known))::text" + tail(schema: schema, since: bound)
  }

  /// Where the last import ended, and how far before it this one begins.
  struct Bound {
    var newest: String
    var lookBackSeconds: Int
  }

  private func tail(schema: String, since bound: Bound?) -> String {
    let place = "\(Connection.quoted(name: schema)).\(Connection.quoted(name: name))"
    guard let bound else { return " FROM \(place)" }
    return " FROM \(place) WHERE \"updatedAt\" >= \(Connection.quoted(text: bound.newest))"
      + "::timestamptz - interval '\(bound.lookBackSeconds) seconds'"
  }

  /// What reports miss without this table.
  var absence: String {
    switch kind {
    case .attempts: "attempts"
    case .calls: "calls that nobody was rung for, and the policies of calls"
    case .policies: "names of policies"
    case .rules: "names of escalation rules"
    case .teamMembers: "memberships in teams"
    case .users: "names and emails of users"
    case .projects: "names of projects"
    }
  }
}

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

  /// Which rows are wanted; all of them where nothing is said.
  struct Selection {
    /// Where the last import ended, and how far before it this one begins.
    var newest: String?
    var lookBackSeconds = 0
    /// The one project whose rows are kept.
    var project: Identifier?
  }

  /// The rows that are wanted, as a statement that COPY takes.
  func query(schema: String, _ selection: Selection) -> String {
    "SELECT \(columns.map(Connection.quoted(name:)).joined(separator: ", "))"
      + tail(schema: schema, selection)
  }

  /// The newest `updatedAt` of those rows.
  ///
  /// Not later than now: one row with a wrong date would hide all that come after it.
  func newestQuery(schema: String, _ selection: Selection) -> String {
    let newest = "least(max(\"updatedAt\"), transaction_timestamp())"
    let known = selection.newest.map { ", \(Connection.quoted(text: $0))::timestamptz" } ?? ""
    return "SELECT greatest(\(newest)\(known))::text" + tail(schema: schema, selection)
  }

  private func tail(schema: String, _ selection: Selection) -> String {
    var conditions: [String] = []
    if let newest = selection.newest {
      conditions.append(
        "\"updatedAt\" >= \(Connection.quoted(text: newest))::timestamptz "
          + "- interval '\(selection.lookBackSeconds) seconds'"
      )
    }
    let owner = kind == .projects ? "_id" : "projectId"
    if let project = selection.project, columns.contains(owner) {
      conditions.append("\(Connection.quoted(name: owner)) = '\(project)'")
    }
    return " FROM \(Connection.quoted(name: schema)).\(Connection.quoted(name: name))"
      + (conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND "))
  }
}

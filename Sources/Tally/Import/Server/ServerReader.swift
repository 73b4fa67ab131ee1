internal import PostgreSQL

/// OneUptime's tables in a running PostgreSQL, read in one transaction that changes nothing.
struct ServerReader {
  private let connection: Connection
  private(set) var tables: [ServerTable] = []
  /// The schema that has the tables.
  private let schema: String
  /// What the database is, wherever it is reached and by whom.
  let identity: String

  /// Connects and finds the tables.
  init(_ address: ServerAddress) throws(ServerError) {
    connection = try Connection(address)
    // One snapshot for all tables, and texts that do not depend on what is set for the role.
    try connection.execute(
      """
      BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
      SET LOCAL TIME ZONE 'UTC';
      SET LOCAL datestyle = 'ISO';
      SET LOCAL client_encoding = 'UTF8';
      SET LOCAL statement_timeout = 0;
      SET LOCAL idle_in_transaction_session_timeout = 0
      """
    )
    schema = try Self.findSchema(connection)
    identity = try Self.identify(connection, schema: schema)
    tables = try Self.findTables(connection, schema: schema)
  }

  /// The one schema that has attempts, or the one of several that comes first for this role.
  private static func findSchema(_ connection: Connection) throws(ServerError) -> String {
    let found = try connection.rows(
      """
      SELECT n.nspname, pg_catalog.pg_table_is_visible(c.oid)
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relname = 'IncomingCallLogItem' AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
        AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
      ORDER BY n.nspname
      """
    )
    let names = found.compactMap { $0[0] }
    if let visible = found.first(where: { $0[1] == "t" })?[0] { return visible }
    switch names.count {
    case 1: return names[0]
    case 0:
      throw ServerError(
        "this database has no table \"IncomingCallLogItem\": it is not OneUptime's, "
          + "or OneUptime is older than its incoming calls; check the name of the database"
      )
    default:
      throw ServerError(
        "several schemas have a table \"IncomingCallLogItem\": \(names.joined(separator: ", ")); "
          + "choose one with ?options=-csearch_path%3D\(names[0])"
      )
    }
  }

  private static func identify(
    _ connection: Connection,
    schema: String
  ) throws(ServerError) -> String {
    let database = try connection.rows("SELECT pg_catalog.current_database()").first?.first
    var parts = [(database ?? nil) ?? "", schema]
    try connection.execute("SAVEPOINT identity")
    do throws(ServerError) {
      let rows = try connection.rows("SELECT system_identifier FROM pg_catalog.pg_control_system()")
      parts.insert("system \((rows.first?.first ?? nil) ?? "")", at: 0)
    } catch {
      guard !error.isDisconnected else { throw error }
      // Not every role is told; then the place is what the database is known by.
      let options = connection.options()
      parts.insert("host \(options["host"] ?? "") port \(options["port"] ?? "")", at: 0)
    }
    try connection.execute("ROLLBACK TO identity")
    return (["postgresql"] + parts).joined(separator: "/")
  }

  private static func findTables(
    _ connection: Connection,
    schema: String
  ) throws(ServerError) -> [ServerTable] {
    var tables = TableColumns.tables.compactMap { name in
      TableColumns.kind(ofTable: name).map { ServerTable(name: name, kind: $0) }
    }
    let names = tables.map { Connection.quoted(text: $0.name) }.joined(separator: ", ")
    let rows = try connection.rows(
      """
      SELECT c.relname, a.attname, pg_catalog.has_schema_privilege(n.oid, 'USAGE')
        AND pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT')
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
      WHERE n.nspname = \(Connection.quoted(text: schema)) AND c.relname IN (\(names))
        AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped
      ORDER BY c.relname, a.attnum
      """
    )
    for row in rows {
      guard let table = tables.firstIndex(where: { $0.name == row[0] }), let column = row[1] else {
        continue
      }
      tables[table].add(column: column, isGranted: row[2] == "t")
    }
    return tables
  }

  /// Has `body` read the rows of a table; returns the newest `updatedAt` there is, where it has one.
  ///
  /// After an error of the table alone, the others can still be read.
  func read(
    _ table: ServerTable,
    _ selection: ServerTable.Selection,
    _ body: (ServerRows) throws -> Void
  ) throws -> String? {
    try connection.execute("SAVEPOINT one_table")
    var newest: String?
    if table.hasUpdates {
      let row = try connection.rows(table.newestQuery(schema: schema, selection)).first
      newest = row?.first ?? nil
    }
    let query = table.query(schema: schema, selection)
    try body(ServerRows(connection.copyOut("COPY (\(query)) TO STDOUT")))
    return newest
  }

  /// Goes back to before a table that could not be read.
  func forget() throws(ServerError) {
    try connection.execute("ROLLBACK TO one_table")
  }
}

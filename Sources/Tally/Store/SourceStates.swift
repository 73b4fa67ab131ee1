internal import SQLite

/// How far the sources that are read again and again have been read, as a store has it.
package struct SourceStates: Sendable {
  /// One thing known of one source.
  package struct State: Sendable, Equatable {
    /// What the source is, so that another one is never taken for it.
    package var source: String
    /// A part of the source, such as a table.
    package var name: String
    /// What the source's own reader makes of it.
    package var value: String

    package init(source: String, name: String, value: String) {
      self.source = source
      self.name = name
      self.value = value
    }
  }

  private var values: [String: [String: String]] = [:]

  /// Reads all of them: there are a few for each source.
  init(in database: borrowing Database) throws {
    let tables = try database.integer(
      "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'source_state'"
    )
    guard tables != 0 else { return }
    let rows = try database.prepare("SELECT source, name, value FROM source_state")
    while try rows.step() { values[rows.text(0), default: [:]][rows.text(1)] = rows.text(2) }
  }

  /// What is known of a part of a source; nil where it has never been read to its end.
  package func value(of name: String, source: String) -> String? {
    values[source]?[name]
  }

  /// Writes states within the transaction that is open.
  static func write(_ states: [State], in database: borrowing Database) throws {
    guard !states.isEmpty else { return }
    try database.execute(String(decoding: PackageResources.source_state_sql, as: UTF8.self))
    let write = try database.prepare(
      "INSERT INTO source_state (source, name, value) VALUES (?1, ?2, ?3) "
        + "ON CONFLICT (source, name) DO UPDATE SET value = excluded.value"
    )
    for state in states {
      write.bind(state.source, at: 1)
      write.bind(state.name, at: 2)
      write.bind(state.value, at: 3)
      try write.run()
    }
  }
}

import SQLite
import Support
import Testing

@testable import Tally

struct StoreTests {
  private static func refusal(of path: String) -> StoreError? {
    do {
      _ = try Store(path: path)
      return nil
    } catch {
      return error as? StoreError
    }
  }

  /// What an import into a file that is not a store says.
  private static func refusalToWrite(_ path: String) -> StoreError? {
    do {
      let writer = try StoreWriter(
        path: path,
        commit: .eachBatch,
        lockWaitSeconds: 0,
        sources: []
      )
      try writer.finish()
      return nil
    } catch {
      return error as? StoreError
    }
  }

  @Test func `a missing store is missing for readers only`() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("store")
    #expect(Self.refusal(of: path) == .missing(path: path))
    #expect(try directory.names() == [])
    #expect(Self.refusalToWrite(path) == nil)
    #expect(Self.refusal(of: path) == nil)
  }

  @Test func `a store is known by its marks`() throws {
    let folder = try ImportFolder()
    _ = try folder.run(text: PlainAttempt.json(1))
    let database = try Database(path: folder.store, mode: .readOnly)
    #expect(try database.integer("PRAGMA application_id") == 0x4354_4C59)
    #expect(try database.integer("PRAGMA user_version") == Store.version)
    #expect(try database.text("PRAGMA integrity_check") == "ok")
    #expect(
      try database.text("SELECT group_concat(\"table\") FROM pragma_foreign_key_check") == nil
    )
    let loose = "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
    #expect(try database.integer(loose + "AND NOT strict AND name NOT LIKE 'sqlite_%'") == 0)
  }

  @Test func `a file of another kind is refused and left as it was`() throws {
    let directory = try TemporaryDirectory()
    try directory.write(String(repeating: "words and more words ", count: 200), to: "words")
    let other = try Database(path: directory.file("other"), mode: .create)
    try other.execute("CREATE TABLE one (number)")
    let marked = try Database(path: directory.file("marked"), mode: .create)
    try marked.execute("PRAGMA application_id = 7")
    for (name, expected) in [
      ("words", StoreError.notADatabase(path: directory.file("words"))),
      ("other", .notOurs(path: directory.file("other"))),
      ("marked", .notOurs(path: directory.file("marked"))),
    ] {
      let before = try directory.contents(of: name)
      #expect(Self.refusal(of: directory.file(name)) == expected)
      #expect(Self.refusalToWrite(directory.file(name)) == expected)
      #expect(try directory.contents(of: name) == before)
    }
  }

  @Test func `an empty file is a store to be, and nothing to read`() throws {
    let directory = try TemporaryDirectory()
    try directory.write("", to: "empty")
    let path = directory.file("empty")
    #expect(Self.refusal(of: path) == .empty(path: path))
    #expect(Self.refusalToWrite(path) == nil)
    #expect(Self.refusal(of: path) == nil)
  }

  @Test func `a directory is no store`() throws {
    let directory = try TemporaryDirectory()
    #expect(Self.refusal(of: directory.path) == .isDirectory(path: directory.path))
    #expect(Self.refusalToWrite(directory.path) == .isDirectory(path: directory.path))
    let lost = directory.file("nowhere/store")
    #expect(
      Self.refusalToWrite(lost)
        == .missingFolder(path: lost, folder: directory.file("nowhere"))
    )
  }

  @Test func `a store of a later version is refused with both versions`() throws {
    let folder = try ImportFolder()
    _ = try folder.run(text: PlainAttempt.json(1))
    let database = try Database(path: folder.store, mode: .readWrite)
    try database.execute("PRAGMA user_version = 99")
    let expected = StoreError.newer(path: folder.store, version: 99, supported: Store.version)
    #expect(Self.refusal(of: folder.store) == expected)
    #expect(Self.refusalToWrite(folder.store) == expected)
  }

  @Test func `a reader sees one state of the store while another process writes`() throws {
    let folder = try ImportFolder()
    _ = try folder.run(text: PlainAttempt.json(1))
    let store = try Store(path: folder.store)
    let asOf = try store.asOf()
    let writer = try Database(path: folder.store, mode: .readWrite)
    writer.setBusyTimeout(milliseconds: 1)
    let error = #expect(throws: DatabaseError.self) { try writer.execute("DELETE FROM attempt") }
    #expect(error.map { StoreError.isTemporary($0) } == true)
    #expect(try store.asOf() == asOf)
  }

  @Test(arguments: [
    "INSERT INTO user (id) VALUES (x'00')", "INSERT INTO user (id) VALUES ('0123456789abcdef')",
    "INSERT INTO attempt (id, known) VALUES (zeroblob(16), NULL)",
    "INSERT INTO attempt (id, known, is_answered) VALUES (zeroblob(16), 0, 2)",
    "INSERT INTO attempt (id, known, dial_seconds) VALUES (zeroblob(16), 0, 'x')",
    "INSERT INTO attempt (id, known, dimension_lost) VALUES (zeroblob(16), 0, 2)",
    "INSERT INTO policy (id, is_enabled) VALUES (zeroblob(16), 2)",
    "INSERT INTO call (id, recorded) VALUES (zeroblob(16), 3)",
    "INSERT INTO identity (table_name, segment, ids) VALUES ('call', 0, NULL)",
    "INSERT INTO identity SELECT * FROM identity",
    "INSERT INTO phone (text) VALUES (NULL)", "INSERT INTO status (text) VALUES ('Ringing')",
    "INSERT INTO import_run (sources, records, rejected, finished) VALUES ('', 0, 0, 2)",
  ])
  func `the tables refuse what cannot be`(sql: String) throws {
    let folder = try ImportFolder()
    _ = try folder.run(text: PlainAttempt.json(1, ",\"status\":\"Ringing\""))
    let database = try Database(path: folder.store, mode: .readWrite)
    let error = #expect(throws: DatabaseError.self) { try database.execute(sql) }
    #expect(error.map { $0.code & 0xFF } == 19)
  }
}

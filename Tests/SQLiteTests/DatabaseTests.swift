import SQLite
import Support
import Testing

struct DatabaseTests {
  @Test func `a missing file is made only where that is asked for`() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("new")
    for mode in [Database.Mode.readOnly, .readWrite] {
      let error = #expect(throws: DatabaseError.self) { _ = try Database(path: path, mode: mode) }
      #expect(error == DatabaseError(code: 14, message: "unable to open database file", path: path))
    }
    #expect(try directory.names() == [])
    let database = try Database(path: path, mode: .create)
    try database.execute("CREATE TABLE one (number)")
    #expect(try directory.names() == ["new"])
  }

  @Test func `what is read-only is not written`() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("file")
    let writer = try Database(path: path, mode: .create)
    try writer.execute("CREATE TABLE one (number)")
    let reader = try Database(path: path, mode: .readOnly)
    let error = #expect(throws: DatabaseError.self) { try reader.execute("DELETE FROM one") }
    #expect(error?.code == 8)
    #expect(error?.sql == "DELETE FROM one")
  }

  @Test func `a file that is no database is known by its error`() throws {
    let directory = try TemporaryDirectory()
    try directory.write(String(repeating: "not a database ", count: 100), to: "file")
    let database = try Database(path: directory.file("file"), mode: .readOnly)
    let error = #expect(throws: DatabaseError.self) {
      try database.integer("SELECT count(*) FROM sqlite_schema")
    }
    #expect(error?.isNotADatabase == true)
    #expect(error?.isBusy == false)
  }

  @Test(arguments: [
    ("", "there is no statement in this text"), ("  \n", "there is no statement in this text"),
    ("-- nothing", "there is no statement in this text"),
    ("SELECT 1; SELECT 2", "there is more than one statement in this text"),
    ("SELECT 1; nonsense", "there is more than one statement in this text"),
    ("SELEC 1", "near \"SELEC\": syntax error"), ("SELECT", "incomplete input"),
    ("SELECT x", "no such column: x"),
  ])
  func `a text that is not one statement is refused`(sql: String, message: String) throws {
    let database = try Database(path: ":memory:", mode: .create)
    let error = #expect(throws: DatabaseError.self) { _ = try database.prepare(sql) }
    #expect(error == DatabaseError(code: 1, message: message, path: ":memory:", sql: sql))
  }

  @Test(arguments: [
    "SELECT 7", "SELECT 7;", "SELECT 7 ;; \n\t;", "SELECT 7; -- why", "SELECT 7 /* why */; /* x */",
    "-- why\nSELECT 7", "/* ; */ SELECT 7;\n-- SELECT 8;\n",
  ])
  func `space, semicolons and comments around a statement do no harm`(sql: String) throws {
    let database = try Database(path: ":memory:", mode: .create)
    #expect(try database.integer(sql) == 7)
  }

  @Test func `a single value is nil for NULL and for no row`() throws {
    let database = try Database(path: ":memory:", mode: .create)
    #expect(try database.integer("SELECT NULL") == nil)
    #expect(try database.integer("SELECT 1 WHERE 0") == nil)
    #expect(try database.text("SELECT NULL") == nil)
    #expect(try database.text("SELECT 'a' WHERE 0") == nil)
    #expect(try database.text("SELECT 'é😀'") == "é😀")
    #expect(try database.text("SELECT ''") == "")
  }

  @Test func `several statements are executed in order, up to the first that fails`() throws {
    let database = try Database(path: ":memory:", mode: .create)
    let sql = "CREATE TABLE one (number); INSERT INTO one VALUES (1); INSERT INTO two VALUES (1)"
    let error = #expect(throws: DatabaseError.self) { try database.execute(sql) }
    #expect(
      error?.description
        == ":memory:: no such table: two (SQLite error 1) while executing: \(sql)"
    )
    #expect(try database.integer("SELECT count(*) FROM one") == 1)
  }

  @Test func `a long statement is told by its beginning`() throws {
    let database = try Database(path: ":memory:", mode: .create)
    let columns = (0..<400).map { "column\($0) INTEGER" }.joined(separator: ",\n  ")
    let error = #expect(throws: DatabaseError.self) {
      try database.execute("CREATE TABLE t (\n  \(columns)\n); SELECT * FROM nowhere")
    }
    let description = error?.description ?? ""
    #expect(description.contains("while executing: CREATE TABLE t ( column0 INTEGER, column1 "))
    #expect(description.hasSuffix("…") && description.count < 300)
  }

  @Test func `a lock of another connection is busy, not an error for ever`() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("file")
    let first = try Database(path: path, mode: .create)
    try first.execute("CREATE TABLE one (number); BEGIN EXCLUSIVE")
    let second = try Database(path: path, mode: .readWrite)
    second.setBusyTimeout(milliseconds: 1)
    let error = #expect(throws: DatabaseError.self) { try second.execute("BEGIN EXCLUSIVE") }
    #expect(error?.isBusy == true)
    try first.execute("COMMIT")
    try second.execute("BEGIN EXCLUSIVE; COMMIT")
  }

  @Test func `what takes too long is interrupted`() throws {
    let database = try Database(path: ":memory:", mode: .create)
    database.interruptAfter(seconds: 1)
    let error = #expect(throws: DatabaseError.self) {
      try database.integer(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
      )
    }
    #expect(error?.isInterrupted == true)
  }
}

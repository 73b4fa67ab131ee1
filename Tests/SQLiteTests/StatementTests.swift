import SQLite
import Support
import Testing

struct StatementTests {
  private static let texts = [
    "", "a", "a\0b", "\0", "'\"", "line\nbreak", "😀", "e\u{301}",
    String(repeating: "x", count: 99_999),
  ]

  private static let integers: [Int64] = [.min, -1, 0, 1, 9_007_199_254_740_993, .max]
  private static let blobs: [[UInt8]] = [
    [], [0], [0, 0xFF, 0x80], Array(repeating: 7, count: 100_000),
  ]

  @Test(arguments: texts)
  func `a text comes back byte for byte`(text: String) throws {
    let database = try Database(path: ":memory:", mode: .create)
    let row = try database.prepare("SELECT ?1, length(CAST(?1 AS BLOB))")
    row.bind(text, at: 1)
    let isRow = try row.step()
    #expect(isRow)
    #expect(row.storageClass(0) == .text)
    #expect(Array(row.text(0).utf8) == Array(text.utf8))
    #expect(row.integer(1) == Int64(text.utf8.count))
    let isMore = try row.step()
    #expect(!isMore)
  }

  @Test(arguments: integers)
  func `an integer comes back exactly`(integer: Int64) throws {
    let database = try Database(path: ":memory:", mode: .create)
    let row = try database.prepare("SELECT ?1")
    row.bind(integer, at: 1)
    let isRow = try row.step()
    #expect(isRow)
    #expect(row.storageClass(0) == .integer)
    #expect(row.integer(0) == integer)
    #expect(row.optionalInteger(0) == integer)
  }

  @Test(arguments: blobs)
  func `a blob comes back byte for byte, also one of no bytes`(bytes: [UInt8]) throws {
    let database = try Database(path: ":memory:", mode: .create)
    let row = try database.prepare("SELECT ?1")
    row.bind(bytes, at: 1)
    let isRow = try row.step()
    #expect(isRow)
    #expect(row.storageClass(0) == .blob)
    #expect(row.blob(0) == bytes)
    #expect(row.words(0) == nil)
  }

  @Test func `sixteen bytes come back as two words`() throws {
    let database = try Database(path: ":memory:", mode: .create)
    let row = try database.prepare("SELECT ?1, hex(?1)")
    row.bind(high: 0x0123_4567_89AB_CDEF, low: .max, at: 1)
    let isRow = try row.step()
    #expect(isRow)
    let words = row.words(0)
    #expect(words?.high == 0x0123_4567_89AB_CDEF)
    #expect(words?.low == .max)
    #expect(row.text(1) == "0123456789ABCDEFFFFFFFFFFFFFFFFF")
  }

  @Test func `nil is NULL in every form, and NULL is nil`() throws {
    let database = try Database(path: ":memory:", mode: .create)
    let row = try database.prepare("SELECT ?1, ?2, ?3, ?4")
    row.bind(nil as Int64?, at: 1)
    row.bind(nil as String?, at: 2)
    row.bind(nil as [UInt8]?, at: 3)
    row.bindNull(at: 4)
    let isRow = try row.step()
    #expect(isRow)
    for column in 0..<4 {
      #expect(row.storageClass(column) == .null)
      #expect(row.isNull(column) == true)
      #expect(row.optionalInteger(column) == nil)
      #expect(row.optionalText(column) == nil)
      #expect(row.words(column) == nil)
      #expect(row.integer(column) == 0)
      #expect(row.text(column) == "")
      #expect(row.blob(column) == [])
    }
  }

  @Test func `a real number is a real number`() throws {
    let database = try Database(path: ":memory:", mode: .create)
    let row = try database.prepare("SELECT 1.5 AS half, 2 AS \"a name\"")
    let isRow = try row.step()
    #expect(isRow)
    #expect(row.storageClass(0) == .real)
    #expect(row.real(0) == 1.5)
    #expect(row.columnCount == 2)
    #expect([row.columnName(0), row.columnName(1), row.columnName(9)] == ["half", "a name", ""])
  }

  @Test func `a statement runs again with new values`() throws {
    let database = try Database(path: ":memory:", mode: .create)
    try database.execute("CREATE TABLE word (text TEXT)")
    let insert = try database.prepare("INSERT INTO word VALUES (?1)")
    for text in Self.texts {
      insert.bind(text, at: 1)
      try insert.run()
    }
    let rows = try database.prepare("SELECT text FROM word ORDER BY rowid")
    for _ in 0..<2 {
      var found: [[UInt8]] = []
      while try rows.step() { found.append(Array(rows.text(0).utf8)) }
      #expect(found == Self.texts.map { Array($0.utf8) })
      rows.reset()
    }
  }

  @Test func `a failed step says what, where and in which statement`() throws {
    let database = try Database(path: ":memory:", mode: .create)
    try database.execute("CREATE TABLE one (number INTEGER PRIMARY KEY) STRICT")
    let insert = try database.prepare("INSERT INTO one VALUES (?1)")
    insert.bind(1, at: 1)
    try insert.run()
    insert.bind(1, at: 1)
    do {
      try insert.run()
      Issue.record("the second row of one key was taken in")
    } catch {
      let expected = DatabaseError(
        code: 1555,
        message: "UNIQUE constraint failed: one.number",
        path: ":memory:",
        sql: "INSERT INTO one VALUES (?1)"
      )
      #expect(error == expected)
    }
    // A statement that failed can be used again.
    insert.reset()
    insert.bind(2, at: 1)
    try insert.run()
    #expect(try database.integer("SELECT count(*) FROM one") == 2)
  }

  @Test(arguments: [
    ("SELECT 1", true, false), ("INSERT INTO one VALUES (1)", false, false),
    ("DELETE FROM one", false, false), ("EXPLAIN DELETE FROM one", false, true),
    ("WITH two AS (SELECT 2) DELETE FROM one WHERE number IN two", false, false),
  ])
  func `a statement tells whether it writes`(sql: String, isReadOnly: Bool, isExplain: Bool) throws
  {
    let database = try Database(path: ":memory:", mode: .create)
    try database.execute("CREATE TABLE one (number INTEGER)")
    let statement = try database.prepare(sql)
    #expect(statement.isReadOnly == isReadOnly)
    #expect(statement.isExplain == isExplain)
  }

  @Test func `parameters are counted`() throws {
    let database = try Database(path: ":memory:", mode: .create)
    let none = try database.prepare("SELECT 1")
    #expect(none.parameterCount == 0)
    let two = try database.prepare("SELECT ?1, :name")
    #expect(two.parameterCount == 2)
  }

  @Test func `a statement outlives the connection it was made on`() throws {
    let directory = try TemporaryDirectory()
    let row = try prepared(in: directory.file("database"))
    let isRow = try row.step()
    #expect(isRow)
    #expect(row.integer(0) == 7)
  }

  private func prepared(in path: String) throws -> Statement {
    let database = try Database(path: path, mode: .create)
    return try database.prepare("SELECT 7")
  }
}

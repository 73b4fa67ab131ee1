import SQLite
import Support
import Testing

@testable import Tally

/// What is read of pages is what SQLite reads of them.
@Suite struct StoredRowsTests {
  private static let columns = ["number", "id", "low", "high", "text"]

  /// A file with a table of every kind of value, some of its rows longer than a page.
  private static func makeFile(_ path: String, pageByteCount: Int, rowCount: Int) throws -> Database
  {
    let database = try Database(path: path, mode: .create)
    try database.execute(
      """
      PRAGMA page_size = \(pageByteCount); PRAGMA journal_mode = DELETE;
      CREATE TABLE other (number INTEGER PRIMARY KEY);
      CREATE TABLE thing (number INTEGER PRIMARY KEY, low INTEGER, id BLOB, text TEXT, high INTEGER)
        STRICT;
      BEGIN
      """
    )
    let insert = try database.prepare("INSERT INTO thing VALUES (?1, ?2, ?3, ?4, ?5)")
    var random = SplitMix64(seed: UInt64(rowCount))
    var number: Int64 = 0
    for row in 0..<rowCount {
      number += Int64(random.next() % 3) + (row % 100 == 0 ? 1 << 20 : 1)
      insert.clearBindings()
      insert.bind(number, at: 1)
      if row % 5 > 0 { insert.bind(Int64(row % 4) - 1, at: 2) }
      if row % 7 > 0 { insert.bind(high: random.next(), low: random.next(), at: 3) }
      let length = row % 50 == 0 ? pageByteCount + row : row % 90
      if row % 3 > 0 { insert.bind(String(repeating: "é", count: length / 2), at: 4) }
      insert.bind(Int64(bitPattern: random.next()) >> Int64(row % 64), at: 5)
      try insert.run()
    }
    try database.execute("COMMIT; BEGIN")
    return database
  }

  private static func line(_ row: borrowing some ColumnSource & ~Copyable) -> String {
    let id = row.words(1).map { "\($0.high) \($0.low)" } ?? "NULL"
    let low = row.optionalInteger(2).map { "\($0)" } ?? "NULL"
    return "\(row.integer(0)) \(id) \(low) \(row.integer(2)) \(row.integer(3)) "
      + (row.optionalText(4) ?? "NULL")
  }

  @Test(arguments: [512, 4096, 65536], [0, 1, 50, 3000])
  func `every row is found, or declined because it is long`(
    pageByteCount: Int,
    rowCount: Int
  ) throws {
    let directory = try TemporaryDirectory()
    let database = try Self.makeFile(
      directory.file("store"),
      pageByteCount: pageByteCount,
      rowCount: rowCount
    )
    let expected = try database.prepare(
      "SELECT number, id, low, high, text, length(CAST(text AS BLOB)) FROM thing ORDER BY number"
    )
    var stored = try StoredRows(of: "thing", columns: Self.columns, in: database)
    let isMissing = stored == nil
    try #require(!isMissing)
    var declinedCount = 0
    var numbers: Set<Int64> = []
    while try expected.step() {
      numbers.insert(expected.integer(0))
      switch stored?.move(to: expected.integer(0)) {
      case .found:
        switch stored {
        case .some(let row): #expect(Self.line(row) == Self.line(expected))
        case .none: break
        }
      case .declined:
        declinedCount += 1
        #expect(expected.integer(5) > Int64(pageByteCount) - 120)
      case .absent, nil: Issue.record("row \(expected.integer(0)) is not found")
      }
    }
    #expect((declinedCount > 0) == (rowCount > 50))
    // Backwards, and what is not there.
    for number in numbers.sorted(by: >).prefix(500) {
      let isAbsent = stored?.move(to: number + 1) == .absent
      #expect(isAbsent == !numbers.contains(number + 1))
      let place = stored?.move(to: number)
      #expect(place == .found || place == .declined)
    }
    let beyond = (stored?.move(to: .max), stored?.move(to: -1))
    #expect(beyond.0 == .absent && beyond.1 == .absent)
  }

  @Test func `rows from before a column was added are declined`() throws {
    let directory = try TemporaryDirectory()
    let database = try Self.makeFile(directory.file("store"), pageByteCount: 4096, rowCount: 10)
    try database.execute("COMMIT; ALTER TABLE thing ADD COLUMN late INTEGER DEFAULT 7; BEGIN")
    let first = try database.integer("SELECT min(number) FROM thing") ?? 0
    var stored = try StoredRows(of: "thing", columns: ["late"], in: database)
    let place = stored?.move(to: first)
    #expect(place == .declined)
  }

  @Test(arguments: ["COMMIT; PRAGMA journal_mode = WAL; BEGIN", "COMMIT"])
  func `a log beside the file, or no transaction, leaves pages to SQLite`(sql: String) throws {
    let directory = try TemporaryDirectory()
    let database = try Self.makeFile(directory.file("store"), pageByteCount: 4096, rowCount: 10)
    try database.execute(sql)
    let stored = try StoredRows(of: "thing", columns: Self.columns, in: database)
    let isDeclined = stored == nil
    #expect(isDeclined)
  }

  @Test func `a database in memory and an unknown column are declined`() throws {
    let memory = try Database(path: ":memory:", mode: .create)
    try memory.execute("CREATE TABLE thing (number INTEGER PRIMARY KEY); BEGIN")
    let ofMemory = try StoredRows(of: "thing", columns: ["number"], in: memory) == nil
    #expect(ofMemory)
    let directory = try TemporaryDirectory()
    let database = try Self.makeFile(directory.file("store"), pageByteCount: 4096, rowCount: 10)
    let ofColumn = try StoredRows(of: "thing", columns: ["number", "none"], in: database) == nil
    #expect(ofColumn)
  }
}

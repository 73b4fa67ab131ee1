import SQLite
import Support
import Testing

@testable import Tally

/// What is read of pages is what SQLite reads of them.
@Suite struct StoredColumnsTests {
  private static let columns: [TableRows.Column] = [
    ("number", .integer), ("id", .identifier), ("low", .integer), ("high", .integer),
    ("text", .text), ("more", .text),
  ]

  /// A file with a table of every kind of value, some of its rows longer than a page.
  private static func makeFile(_ path: String, pageByteCount: Int, rowCount: Int) throws -> Database
  {
    let database = try Database(path: path, mode: .create)
    try database.execute(
      """
      PRAGMA page_size = \(pageByteCount); PRAGMA journal_mode = DELETE;
      CREATE TABLE thing (number INTEGER PRIMARY KEY, low INTEGER, id BLOB, unused REAL, text TEXT,
        high INTEGER, more TEXT) STRICT;
      BEGIN
      """
    )
    let insert = try database.prepare(
      "INSERT INTO thing VALUES (?1, ?2, ?3, iif(?1 % 11 = 0, 0.5, NULL), ?4, ?5, ?6)"
    )
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
      if row % 4 > 0 { insert.bind("more \(row)", at: 6) }
      try insert.run()
    }
    try database.execute("COMMIT; BEGIN")
    return database
  }

  private static func lines(_ values: ColumnValues) -> [String] {
    (0..<values.count).map { row in
      let id = values.identifier(1, row: row)
      let integers = [0, 2, 3].map { values.integer($0, row: row) }
      let texts = [4, 5].map { values.text($0, row: row) ?? "NULL" }
      return "\(integers) \(id.high) \(id.low) \(texts)"
    }
  }

  /// What statements say of rows, and where it was not read of pages.
  private static func expected(
    _ numbers: [Int64],
    in database: borrowing Database
  ) throws -> [String] {
    var values = ColumnValues(columns.map(\.kind), capacity: numbers.count)
    let row = try database.prepare(
      "SELECT number, id, low, high, text, more FROM thing WHERE number = ?1"
    )
    for number in numbers {
      row.bind(number, at: 1)
      if try row.step() { values.append(row) }
      row.reset()
    }
    return lines(values)
  }

  @Test(arguments: [512, 4096, 65536], [0, 1, 50, 3000])
  func `rows come as SQLite has them, in whatever order they are asked for`(
    pageByteCount: Int,
    rowCount: Int
  ) throws {
    let directory = try TemporaryDirectory()
    let database = try Self.makeFile(
      directory.file("store"),
      pageByteCount: pageByteCount,
      rowCount: rowCount
    )
    var numbers: [Int64] = []
    let all = try database.prepare("SELECT number FROM thing ORDER BY number")
    while try all.step() { numbers.append(all.integer(0)) }
    var random = SplitMix64(seed: 3)
    for order in [numbers, numbers.reversed(), numbers.shuffled(using: &random)] {
      // Some of them twice, and some that are not there.
      let asked = order.flatMap { $0 % 5 == 0 ? [$0, $0 + 1, $0] : [$0] } + [-1, 0, .max]
      var values = ColumnValues(Self.columns.map(\.kind), capacity: asked.count)
      var rows = try TableRows(of: "thing", columns: Self.columns, into: values, in: database)
      try rows.read(asked, into: &values)
      #expect(Self.lines(values) == (try Self.expected(asked, in: database)))
    }
  }

  @Test func `only rows that are not whole in a page are declined`() throws {
    let directory = try TemporaryDirectory()
    let database = try Self.makeFile(directory.file("store"), pageByteCount: 1024, rowCount: 500)
    let lengths = try database.prepare(
      "SELECT number, length(CAST(text AS BLOB)) FROM thing ORDER BY number"
    )
    let values = ColumnValues(Self.columns.map(\.kind), capacity: 500)
    var stored = try StoredColumns(
      of: "thing",
      columns: Self.columns,
      into: values,
      in: database
    )
    let isStored = stored != nil
    try #require(isStored)
    var declinedCount = 0
    while try lengths.step() {
      var one = ColumnValues(Self.columns.map(\.kind), capacity: 500)
      var numbers = [lengths.integer(0)].makeIterator()
      let declined = stored?.read(&numbers, into: &one)
      #expect((declined == nil) == (lengths.integer(1) < 1024 - 120))
      if declined != nil { declinedCount += 1 }
    }
    #expect(declinedCount > 5)
  }

  @Test func `columns that were added later have their defaults`() throws {
    let directory = try TemporaryDirectory()
    let database = try Self.makeFile(directory.file("store"), pageByteCount: 4096, rowCount: 10)
    try database.execute(
      "COMMIT; ALTER TABLE thing ADD COLUMN late INTEGER DEFAULT 7; "
        + "ALTER TABLE thing ADD COLUMN later TEXT; BEGIN"
    )
    let first = try database.integer("SELECT min(number) FROM thing") ?? 0
    for (column, isDeclined) in [("late", true), ("later", false)] {
      let columns: [TableRows.Column] = [(column, column == "late" ? .integer : .text)]
      var values = ColumnValues(columns.map(\.kind), capacity: 1)
      var stored = try StoredColumns(of: "thing", columns: columns, into: values, in: database)
      var numbers = [first].makeIterator()
      let declined = stored?.read(&numbers, into: &values)
      #expect((declined == first) == isDeclined)
      var rows = try TableRows(of: "thing", columns: columns, into: values, in: database)
      try rows.read([first], into: &values)
      #expect(values.words == [isDeclined ? 7 : ColumnValues.null])
    }
  }

  @Test(arguments: ["COMMIT; PRAGMA journal_mode = WAL; BEGIN", "COMMIT"])
  func `a log beside the file, or no transaction, leaves pages to SQLite`(sql: String) throws {
    let directory = try TemporaryDirectory()
    let database = try Self.makeFile(directory.file("store"), pageByteCount: 4096, rowCount: 10)
    try database.execute(sql)
    let values = ColumnValues(Self.columns.map(\.kind), capacity: 1)
    let stored = try StoredColumns(of: "thing", columns: Self.columns, into: values, in: database)
    let isDeclined = stored == nil
    #expect(isDeclined)
  }
}

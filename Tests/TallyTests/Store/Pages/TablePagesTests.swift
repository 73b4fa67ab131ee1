import Glibc
import SQLite
import Support
import Testing

@testable import Tally

/// What SQLite reads back of tables that it did not write.
@Suite struct TablePagesTests {
  /// A fresh file with one table.
  private static func makeFile(_ path: String) throws -> Database {
    let database = try Database(path: FreshFile.temporaryPath(of: path), mode: .create)
    try database.execute(
      """
      PRAGMA page_size = \(TablePages.pageByteCount); PRAGMA journal_mode = OFF;
      CREATE TABLE row (number INTEGER PRIMARY KEY, id BLOB, integer INTEGER, text TEXT, more TEXT)
      """
    )
    return database
  }

  /// The page the table begins with.
  private static func root(_ database: borrowing Database) throws -> UInt32 {
    UInt32(try database.integer("SELECT rootpage FROM sqlite_schema") ?? 0)
  }

  @Test(arguments: [0, 1, 2, 400, 1000, 2600])
  func `rows come back as they were, however many pages they fill`(rowCount: Int) throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("store")
    let database = try Self.makeFile(path)
    let root = try Self.root(database)
    let file = try FreshFile(for: path)
    var random = SplitMix64(seed: UInt64(rowCount))
    var pages = TablePages()
    var cell = RowCell()
    var expected: [String] = []
    for row in 0..<rowCount {
      let number = Int64(row) * 3 + 1
      let id = Identifier(high: random.next(), low: random.next())
      // Of every width, both signs, and the ends of each.
      let integer = Int64(bitPattern: random.next()) >> Int64(row % 64) &+ Int64(row % 3) - 1
      let isNull = row % 7 == 0
      // A page each where there are many rows, so that there are more pages than one can lead to.
      let text = String(repeating: "é", count: rowCount > 2000 ? 9000 + row % 7000 : row % 300)
      let more: String? = row % 5 == 0 ? nil : String(repeating: "m", count: row % 130)
      cell.removeAll()
      cell.appendNull()
      cell.append(id)
      if isNull { cell.appendNull() } else { cell.append(integer) }
      cell.append(text: text)
      cell.append(text: more)
      let isTooLarge = cell.isTooLarge
      try #require(!isTooLarge)
      pages.append(&cell, number: number)
      if row % 50 == 0 { try pages.flush(to: file) }
      expected.append(
        "\(number) \(id) \(isNull ? "NULL" : "\(integer)") \(text.utf8.count) \(more?.utf8.count ?? -1)"
      )
    }
    try pages.finish(root: root, in: file)
    try file.publish()
    #expect(try database.text("PRAGMA integrity_check") == "ok")
    let rows = try database.prepare(
      "SELECT number, id, ifnull(integer, 'NULL'), length(CAST(text AS BLOB)), "
        + "ifnull(length(more), -1) FROM row ORDER BY number"
    )
    var found: [String] = []
    while try rows.step() {
      guard let words = rows.words(1) else { break }
      let id = Identifier(high: words.high, low: words.low)
      found.append(
        "\(rows.integer(0)) \(id) \(rows.text(2)) \(rows.integer(3)) \(rows.integer(4))"
      )
    }
    #expect(found == expected)
    // SQLite goes on where it finds the last page.
    try database.execute("INSERT INTO row (text) VALUES ('one more')")
    #expect(
      try database.integer("SELECT max(number) FROM row") == Int64(max(0, rowCount * 3 - 2)) + 1
    )
    #expect(try database.text("PRAGMA integrity_check") == "ok")
  }

  @Test func `the integers of an attempt are written as each of them by itself`() {
    var random = SplitMix64(seed: 15)
    for round in 0..<2000 {
      var integers = InlineArray<15, Int64>(repeating: AttemptField.null)
      var together = RowCell()
      var apart = RowCell()
      for index in 0..<15 {
        if (round + index) % 5 > 0 {
          let integer = Int64(bitPattern: random.next()) >> Int64.random(in: 0...63, using: &random)
          // The ends of every width, and the numbers beside them.
          let power = Int64(1) << Int64.random(in: 0...62, using: &random)
          let ends = [integer, power - 1, power, -power, -power - 1, 0, 1, -1, .max]
          integers[index] = ends[Int.random(in: 0..<ends.count, using: &random)]
          apart.append(integers[index])
        } else {
          apart.appendNull()
        }
      }
      together.append(integers)
      let (left, right) = (together.bytes, apart.bytes)
      #expect(left == right)
    }
  }

  @Test func `a row that does not fit a page is known to be too large`() {
    var cell = RowCell()
    for count in [RowCell.largestByteCount - 8, RowCell.largestByteCount, 1 << 20] {
      cell.removeAll()
      cell.append(text: String(repeating: "x", count: count))
      let isTooLarge = cell.isTooLarge
      #expect(isTooLarge == (count >= RowCell.largestByteCount))
    }
  }

  @Test func `the page that SQLite locks is left out`() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("store")
    let database = try Self.makeFile(path)
    let root = try Self.root(database)
    let lockPage = 0x4000_0000 / TablePages.pageByteCount + 1
    // As if there were as many pages as a gigabyte has room for, but for three.
    let descriptor = unsafe open(FreshFile.temporaryPath(of: path), O_RDWR)
    defer { close(descriptor) }
    ftruncate(descriptor, off_t((lockPage - 4) * TablePages.pageByteCount))
    var count = UInt32(lockPage - 4).bigEndian
    #expect(unsafe pwrite(descriptor, &count, 4, 28) == 4)
    let file = try FreshFile(for: path)
    var pages = TablePages()
    var cell = RowCell()
    for number in 1...3000 {
      cell.removeAll()
      cell.appendNull()
      cell.appendNull()
      cell.append(Int64(number))
      cell.append(text: String(repeating: "x", count: 200))
      pages.append(&cell, number: Int64(number))
    }
    try pages.finish(root: root, in: file)
    #expect(try database.integer("SELECT sum(integer) FROM row") == 3000 * 3001 / 2)
    #expect((try database.integer("PRAGMA page_count") ?? 0) > lockPage + 10)
    let zeros = [UInt8](repeating: 0, count: TablePages.pageByteCount)
    var found = [UInt8](repeating: 1, count: TablePages.pageByteCount)
    let offset = off_t((lockPage - 1) * TablePages.pageByteCount)
    #expect(unsafe pread(descriptor, &found, found.count, offset) == found.count)
    #expect(found == zeros)
  }
}

extension RowCell {
  /// The whole record.
  fileprivate var bytes: [UInt8] {
    mutating get {
      unsafe [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
        guard let destination = buffer.baseAddress else { return }
        unsafe copy(to: destination)
        count = byteCount
      }
    }
  }

  /// Appends a text that stands among others, as those of a batch do.
  fileprivate mutating func append(text: String?) {
    guard let text else { return append(.null, of: []) }
    let bytes = Array("before\(text)behind".utf8)
    append(TextSlice(start: 6, count: Int32(text.utf8.count)), of: bytes)
  }
}

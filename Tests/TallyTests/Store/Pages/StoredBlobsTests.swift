import SQLite
import Support
import Testing

@testable import Tally

/// What is read of pages is what SQLite reads of them.
struct StoredBlobsTests {
  /// A file with blobs of no bytes up to several pages, in rows with gaps between them.
  private static func makeFile(_ path: String, pageByteCount: Int, rowCount: Int) throws -> Database
  {
    let database = try Database(path: path, mode: .create)
    try database.execute(
      """
      PRAGMA page_size = \(pageByteCount); PRAGMA journal_mode = DELETE;
      CREATE TABLE other (number INTEGER PRIMARY KEY);
      CREATE TABLE projection (number INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
      BEGIN
      """
    )
    let insert = try database.prepare("INSERT INTO projection VALUES (?1, ?2)")
    var random = SplitMix64(seed: UInt64(rowCount))
    for row in 0..<rowCount {
      let most = [1, 40, pageByteCount, 4 * pageByteCount][row % 4]
      let count = Int(random.next() % UInt64(most))
      insert.bind(Int64(row / 3 * 16 + row % 3), at: 1)
      insert.bind((0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }, at: 2)
      try insert.run()
    }
    try database.execute("COMMIT; BEGIN")
    return database
  }

  @Test(arguments: [512, 4096, 32768, 65536], [0, 1, 9, 50])
  func `every blob is whole`(pageByteCount: Int, rowCount: Int) throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("store")
    let database = try Self.makeFile(path, pageByteCount: pageByteCount, rowCount: rowCount)
    let leaves = try #require(try ProjectionTable.leaves(in: database))
    guard let file = try PageFile(sharedAt: path) else {
      Issue.record("the file cannot be read by pages")
      return
    }
    var stored = StoredBlobs(in: file, leaves)
    let find = try database.prepare("SELECT data FROM projection WHERE number = ?1")
    var bytes: [UInt8] = []
    var found = 0
    let numbers = Array(-1...Int64(rowCount * 16 / 3 + 20))
    for number in numbers + numbers.reversed() {
      find.reset()
      find.bind(number, at: 1)
      let isThere = try find.step()
      let place = stored.read(row: number, into: &bytes)
      guard isThere else {
        #expect(place == .absent)
        continue
      }
      #expect(place == .found)
      #expect(bytes == find.blob(0))
      found += 1
    }
    #expect(found == 2 * rowCount)
  }

  @Test func `a row that is no number and blob is declined`() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("store")
    let database = try Database(path: path, mode: .create)
    try database.execute(
      """
      CREATE TABLE projection (number INTEGER PRIMARY KEY, data);
      INSERT INTO projection VALUES (1, 'text'), (2, NULL), (3, 4), (4, x'05'), (5, zeroblob(0));
      BEGIN
      """
    )
    let leaves = try #require(try ProjectionTable.leaves(in: database))
    guard let file = try PageFile(sharedAt: path) else {
      Issue.record("the file cannot be read by pages")
      return
    }
    var stored = StoredBlobs(in: file, leaves)
    var bytes: [UInt8] = [1, 2, 3]
    let places = (1...5).map { stored.read(row: Int64($0), into: &bytes) }
    #expect(places == [.declined, .declined, .declined, .found, .found])
    #expect(bytes.isEmpty)
  }

  @Test func `a write-ahead log is not read past SQLite`() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("store")
    let database = try Self.makeFile(path, pageByteCount: 4096, rowCount: 3)
    try database.execute("COMMIT; PRAGMA journal_mode = WAL; BEGIN")
    #expect(try ProjectionTable.leaves(in: database) == nil)
  }
}

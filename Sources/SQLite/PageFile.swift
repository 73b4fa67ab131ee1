internal import CSQLite

/// Pages of a database's file as they are on disk, read past SQLite.
///
/// For tables that are read from one end to the other: stepping through a million rows takes SQLite
/// many times as long as reading their pages does. Pages come through the file that SQLite itself
/// has open, for closing another descriptor would give up SQLite's locks. They are valid as long as
/// the transaction in which the value was made is open, which keeps writers away.
@safe
package struct PageFile: ~Copyable {
  package let pageByteCount: Int
  package let pageCount: UInt32
  private let file: UnsafeMutablePointer<sqlite3_file>
  /// A connection stays open as long as one of its statements does.
  private let keeper: Statement?
  /// The connection that the file was opened for.
  private let own: Database?

  fileprivate init?(
    _ file: UnsafeMutablePointer<sqlite3_file>,
    keeper: consuming Statement?,
    own: consuming Database? = nil
  ) {
    var header = [UInt8](repeating: 0, count: 100)
    let code = unsafe Self.read(file, &header, 100, at: 0)
    // Rollback journals and UTF-8, no bytes kept free in pages, and a page count that is up to date:
    // "The Database Header" in https://www.sqlite.org/fileformat2.html.
    guard code, header.starts(with: "SQLite format 3\0".utf8), header[18] == 1, header[19] == 1,
      header[20] == 0, header[56..<60] == [0, 0, 0, 1], header[24..<28] == header[92..<96]
    else { return nil }
    let size = Int(header[16]) << 8 | Int(header[17])
    pageByteCount = size == 1 ? 65536 : size
    pageCount = header[28..<32].reduce(0) { $0 << 8 | UInt32($1) }
    unsafe self.file = file
    self.keeper = keeper
    self.own = own
  }

  /// The pages of a file for another thread than that of the transaction which keeps writers away.
  ///
  /// They are valid as long as that transaction is open in this process: this takes no lock. Nil
  /// as with ``Database/pages()``.
  package init?(sharedAt path: String) throws(DatabaseError) {
    let own = try Database(path: path, mode: .readOnly)
    guard let file = unsafe own.file else { return nil }
    unsafe self.init(file, keeper: nil, own: own)
  }

  /// Reads a page, counted from 1, into ``pageByteCount`` bytes; false where it cannot be read.
  @unsafe
  package func read(page: UInt32, into memory: UnsafeMutableRawPointer) -> Bool {
    unsafe read(page: page, byteCount: pageByteCount, into: memory)
  }

  /// Reads the first bytes of a page.
  @unsafe
  package func read(
    page: UInt32,
    byteCount: Int,
    into memory: UnsafeMutableRawPointer
  ) -> Bool {
    guard page > 0, page <= pageCount, byteCount <= pageByteCount else { return false }
    return unsafe Self.read(file, memory, byteCount, at: Int(page - 1) * pageByteCount)
  }

  @unsafe
  private static func read(
    _ file: UnsafeMutablePointer<sqlite3_file>,
    _ memory: UnsafeMutableRawPointer,
    _ count: Int,
    at offset: Int
  ) -> Bool {
    guard let read = unsafe file.pointee.pMethods?.pointee.xRead else { return false }
    return unsafe read(file, memory, Int32(count), Int64(offset)) == SQLITE_OK
  }
}

extension Database {
  /// The file's pages as the transaction at hand sees them.
  ///
  /// Nil where they cannot be read past SQLite: outside of a transaction, of a database in memory,
  /// or of one whose newest pages are in a write-ahead log.
  package func pages() throws(DatabaseError) -> PageFile? {
    // Reading the schema takes the lock, if nothing else has yet.
    let keeper = try prepare("SELECT count(*) FROM sqlite_schema")
    _ = try keeper.step()
    keeper.reset()
    guard isInTransaction, let file = unsafe self.file else { return nil }
    return unsafe PageFile(file, keeper: keeper)
  }
}

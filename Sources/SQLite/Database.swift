internal import CSQLite
internal import Glibc

/// A connection to a SQLite database, closed when the value goes away.
///
/// Related SQLite documentation: https://www.sqlite.org/c3ref/sqlite3.html
@safe
package struct Database: ~Copyable {
  /// What a connection may do.
  package enum Mode: Sendable {
    case readOnly
    case readWrite
    /// Like `readWrite`, and the file is made where there is none.
    case create
  }

  private let handle: OpaquePointer
  private let path: String

  /// Opens a file, or a private database in memory for the path `:memory:`.
  package init(path: String, mode: Mode) throws(DatabaseError) {
    _ = configuration
    let flags =
      switch mode {
      case .readOnly: SQLITE_OPEN_READONLY
      case .readWrite: SQLITE_OPEN_READWRITE
      case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      }
    var opened: OpaquePointer?
    let code = unsafe sqlite3_open_v2(
      path,
      &opened,
      flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
      nil
    )
    guard code == SQLITE_OK, let handle = unsafe opened else {
      let message = unsafe String(cString: sqlite3_errstr(code))
      _ = unsafe sqlite3_close_v2(opened)
      throw DatabaseError(code: code, message: message, path: path)
    }
    unsafe self.handle = handle
    self.path = path
  }

  deinit {
    // Statements that are still alive keep the connection until they are gone.
    _ = unsafe sqlite3_close_v2(handle)
  }

  /// How long a statement waits for another process's lock before it fails as busy.
  package func setBusyTimeout(milliseconds: Int32) {
    _ = unsafe sqlite3_busy_timeout(handle, milliseconds)
  }

  /// Runs statements that return nothing of interest, separated by semicolons.
  package func execute(_ sql: String) throws(DatabaseError) {
    let code = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw error(code, sql: sql) }
  }

  /// Compiles the one statement in `sql`; anything behind its semicolon but space is an error.
  package func prepare(_ sql: String, isPersistent: Bool = true) throws(DatabaseError) -> Statement
  {
    var text = sql
    let (code, statement, rest) = text.withUTF8 { bytes in
      var statement: OpaquePointer?
      var tail: UnsafePointer<CChar>?
      let flags = isPersistent ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
      let code = unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
        unsafe sqlite3_prepare_v3(
          handle,
          characters.baseAddress,
          Int32(characters.count),
          flags,
          &statement,
          &tail
        )
      }
      var rest = 0
      if let tail = unsafe tail, let base = bytes.baseAddress {
        rest = unsafe bytes.count - (UnsafeRawPointer(tail) - UnsafeRawPointer(base))
      }
      return unsafe (code, statement, rest)
    }
    guard code == SQLITE_OK else { throw error(code, sql: sql) }
    guard let statement = unsafe statement else {
      throw DatabaseError(
        code: SQLITE_ERROR,
        message: "there is no statement in this text",
        path: path,
        sql: sql
      )
    }
    let prepared = unsafe Statement(handle: statement, connection: handle, path: path)
    let tail = sql.utf8.suffix(rest)
    guard tail.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 10 || $0 == 13 || $0 == 59 }) else {
      // A comment behind the statement is harmless: what remains must compile to nothing.
      var remainder = String(decoding: tail, as: UTF8.self)
      var another: OpaquePointer?
      let code = remainder.withUTF8 { bytes in
        unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
          unsafe sqlite3_prepare_v3(
            handle,
            characters.baseAddress,
            Int32(characters.count),
            0,
            &another,
            nil
          )
        }
      }
      let isMore = unsafe code != SQLITE_OK || another != nil
      _ = unsafe sqlite3_finalize(another)
      if isMore {
        throw DatabaseError(
          code: SQLITE_ERROR,
          message: "there is more than one statement in this text",
          path: path,
          sql: sql
        )
      }
      return prepared
    }
    return prepared
  }

  /// The first column of the first row as an integer; nil where it is NULL or there is no row.
  package func integer(_ sql: String) throws(DatabaseError) -> Int64? {
    let statement = try prepare(sql, isPersistent: false)
    return try statement.step() ? statement.optionalInteger(0) : nil
  }

  /// The first column of the first row as text; nil where it is NULL or there is no row.
  package func text(_ sql: String) throws(DatabaseError) -> String? {
    let statement = try prepare(sql, isPersistent: false)
    return try statement.step() ? statement.optionalText(0) : nil
  }

  /// Opens a column of blobs at a row that must exist.
  package func blobs(table: String, column: String, row: Int64) throws(DatabaseError) -> BlobReader
  {
    var blob: OpaquePointer?
    let code = unsafe sqlite3_blob_open(handle, "main", table, column, row, 0, &blob)
    guard code == SQLITE_OK, let blob = unsafe blob else {
      throw error(code, sql: "(open \(table).\(column) of row \(row))")
    }
    return unsafe BlobReader(handle: blob, path: path)
  }

  /// Whether a transaction was begun and not ended.
  var isInTransaction: Bool { unsafe sqlite3_get_autocommit(handle) == 0 }

  /// The main file as SQLite has it open; nil for a database in memory.
  @unsafe
  var file: UnsafeMutablePointer<sqlite3_file>? {
    var file: UnsafeMutablePointer<sqlite3_file>?
    let code = unsafe sqlite3_file_control(handle, "main", SQLITE_FCNTL_FILE_POINTER, &file)
    guard code == SQLITE_OK, let found = unsafe file, unsafe found.pointee.pMethods != nil else {
      return nil
    }
    return unsafe found
  }

  /// Makes whatever runs on this connection fail as interrupted once the time is over.
  package func interruptAfter(seconds: Int) {
    let deadline = monotonicSeconds() + seconds
    let context = unsafe UnsafeMutableRawPointer(bitPattern: deadline)
    unsafe sqlite3_progress_handler(
      handle,
      10_000,
      { context in
        monotonicSeconds() >= Int(bitPattern: context) ? 1 : 0
      },
      context
    )
  }

  private func error(_ code: Int32, sql: String) -> DatabaseError {
    DatabaseError(
      code: code,
      message: unsafe String(cString: sqlite3_errmsg(handle)),
      path: path,
      sql: sql
    )
  }
}

/// Whole seconds of a clock that only goes forward.
private func monotonicSeconds() -> Int {
  var time = timespec()
  unsafe clock_gettime(CLOCK_MONOTONIC, &time)
  return time.tv_sec
}

/// What is set for all connections, once, before the first of them.
private let configuration: Void = calltally_sqlite3_forgo_memory_statistics()

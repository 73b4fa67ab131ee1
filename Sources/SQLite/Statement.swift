internal import CSQLite

/// A compiled statement: bind, step, read the row's columns, reset.
///
/// Parameters are counted from 1 and columns from 0, as SQLite does. Texts are bound with their
/// byte counts, so a NUL inside survives.
@safe
package struct Statement: ~Copyable {
  let handle: OpaquePointer
  private let connection: OpaquePointer
  private let path: String

  init(handle: OpaquePointer, connection: OpaquePointer, path: String) {
    unsafe self.handle = handle
    unsafe self.connection = connection
    self.path = path
  }

  deinit {
    _ = unsafe sqlite3_finalize(handle)
  }

  /// Moves to the next row; false when there is none.
  package func step() throws(DatabaseError) -> Bool {
    switch unsafe sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw error(code)
    }
  }

  /// Executes a statement that returns no rows and makes it ready for new values.
  package func run() throws(DatabaseError) {
    _ = try step()
    reset()
  }

  /// Makes the statement ready to run again; values stay bound.
  package func reset() {
    // The code repeats the error that `step` has already thrown.
    _ = unsafe sqlite3_reset(handle)
  }

  /// Whether the statement leaves the database as it is.
  package var isReadOnly: Bool { unsafe sqlite3_stmt_readonly(handle) != 0 }

  /// Whether the statement is an EXPLAIN.
  package var isExplain: Bool { unsafe sqlite3_stmt_isexplain(handle) != 0 }

  package var parameterCount: Int { Int(unsafe sqlite3_bind_parameter_count(handle)) }

  package var columnCount: Int { Int(unsafe sqlite3_column_count(handle)) }

  /// The column's name as the statement's AS gave it, or SQLite's choice.
  package func columnName(_ column: Int) -> String {
    guard let name = unsafe sqlite3_column_name(handle, Int32(column)) else { return "" }
    return unsafe String(cString: name)
  }

  private func error(_ code: Int32) -> DatabaseError {
    let sql = unsafe sqlite3_sql(handle).map { unsafe String(cString: $0) }
    let message = unsafe String(cString: sqlite3_errmsg(connection))
    return DatabaseError(code: code, message: message, path: path, sql: sql)
  }
}

extension Statement {
  package func bind(_ value: Int64, at index: Int) {
    _ = unsafe sqlite3_bind_int64(handle, Int32(index), value)
  }

  /// Binds NULL where the value is nil.
  package func bind(_ value: Int64?, at index: Int) {
    if let value {
      bind(value, at: index)
    } else {
      bindNull(at: index)
    }
  }

  /// Makes every parameter NULL.
  package func clearBindings() {
    _ = unsafe sqlite3_clear_bindings(handle)
  }

  package func bindNull(at index: Int) {
    _ = unsafe sqlite3_bind_null(handle, Int32(index))
  }

  /// Binds text, or NULL where it is nil.
  package func bind(_ text: String?, at index: Int) {
    guard var text else { return bindNull(at: index) }
    text.withUTF8 { bytes in
      _ = unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
        unsafe sqlite3_bind_text64(
          handle,
          Int32(index),
          characters.baseAddress ?? emptyText,
          UInt64(characters.count),
          transient,
          UInt8(SQLITE_UTF8)
        )
      }
    }
  }

  /// Binds a text that is some bytes of many, in UTF-8.
  package func bind(_ bytes: borrowing [UInt8], _ range: Range<Int>, at index: Int) {
    unsafe bytes.span.extracting(range).withUnsafeBytes { buffer in
      _ = unsafe sqlite3_bind_text64(
        handle,
        Int32(index),
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self) ?? emptyText,
        UInt64(buffer.count),
        transient,
        UInt8(SQLITE_UTF8)
      )
    }
  }

  /// Binds a blob, or NULL where it is nil.
  package func bind(_ bytes: [UInt8]?, at index: Int) {
    guard let bytes else { return bindNull(at: index) }
    unsafe bytes.withUnsafeBytes { buffer in
      _ = unsafe sqlite3_bind_blob64(
        handle,
        Int32(index),
        buffer.baseAddress ?? UnsafeRawPointer(emptyText),
        UInt64(buffer.count),
        transient
      )
    }
  }

  /// Binds the 16 bytes of two big-endian words as a blob.
  package func bind(high: UInt64, low: UInt64, at index: Int) {
    var words = (high.bigEndian, low.bigEndian)
    unsafe withUnsafeBytes(of: &words) { buffer in
      _ = unsafe sqlite3_bind_blob(handle, Int32(index), buffer.baseAddress, 16, transient)
    }
  }
}

extension Statement {
  /// The type of a value as SQLite stores it.
  package enum StorageClass: Sendable {
    case null
    case integer
    case real
    case text
    case blob
  }

  package func storageClass(_ column: Int) -> StorageClass {
    switch unsafe sqlite3_column_type(handle, Int32(column)) {
    case SQLITE_INTEGER: .integer
    case SQLITE_FLOAT: .real
    case SQLITE_TEXT: .text
    case SQLITE_BLOB: .blob
    default: .null
    }
  }

  package func isNull(_ column: Int) -> Bool {
    unsafe sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL
  }

  /// The column as an integer; 0 where it is NULL.
  package func integer(_ column: Int) -> Int64 {
    unsafe sqlite3_column_int64(handle, Int32(column))
  }

  package func optionalInteger(_ column: Int) -> Int64? {
    isNull(column) ? nil : integer(column)
  }

  package func real(_ column: Int) -> Double {
    unsafe sqlite3_column_double(handle, Int32(column))
  }

  /// The column as text; empty where it is NULL.
  package func text(_ column: Int) -> String {
    guard let bytes = unsafe sqlite3_column_text(handle, Int32(column)) else { return "" }
    let count = Int(unsafe sqlite3_column_bytes(handle, Int32(column)))
    return unsafe String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  package func optionalText(_ column: Int) -> String? {
    isNull(column) ? nil : text(column)
  }

  /// The column's bytes; empty where it is NULL.
  package func blob(_ column: Int) -> [UInt8] {
    guard let bytes = unsafe sqlite3_column_blob(handle, Int32(column)) else { return [] }
    let count = Int(unsafe sqlite3_column_bytes(handle, Int32(column)))
    return unsafe Array(UnsafeRawBufferPointer(start: bytes, count: count))
  }

  /// A 16-byte blob as two big-endian words; nil where the column is anything else.
  package func words(_ column: Int) -> (high: UInt64, low: UInt64)? {
    guard let bytes = unsafe sqlite3_column_blob(handle, Int32(column)),
      unsafe sqlite3_column_bytes(handle, Int32(column)) == 16
    else { return nil }
    return unsafe (
      UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
      UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    )
  }
}

/// Tells SQLite to copy what is bound (SQLITE_TRANSIENT, a macro Swift does not see).
private var transient: sqlite3_destructor_type {
  unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}

/// A place in memory for values of no bytes: a null pointer would bind NULL.
private var emptyText: UnsafePointer<CChar> {
  unsafe UnsafeRawPointer(("" as StaticString).utf8Start).assumingMemoryBound(to: CChar.self)
}

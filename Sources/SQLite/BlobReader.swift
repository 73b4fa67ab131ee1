internal import CSQLite

/// Reads the blobs of one column, one row after another, straight into memory of the caller's.
///
/// Related SQLite documentation: https://www.sqlite.org/c3ref/blob_open.html
@safe
package struct BlobReader: ~Copyable {
  private let handle: OpaquePointer
  private let path: String

  init(handle: OpaquePointer, path: String) {
    unsafe self.handle = handle
    self.path = path
  }

  deinit {
    _ = unsafe sqlite3_blob_close(handle)
  }

  /// The whole blob of a row; nil where there is no such row, after which nothing can be read.
  package func blob(ofRow row: Int64) throws(DatabaseError) -> [UInt8]? {
    let moved = unsafe sqlite3_blob_reopen(handle, row)
    if moved == SQLITE_ERROR || moved == SQLITE_ABORT { return nil }
    guard moved == SQLITE_OK else { throw error(moved) }
    let count = Int(unsafe sqlite3_blob_bytes(handle))
    var code = SQLITE_OK
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      code = unsafe sqlite3_blob_read(handle, buffer.baseAddress, Int32(count), 0)
      initializedCount = code == SQLITE_OK ? count : 0
    }
    guard code == SQLITE_OK else { throw error(code) }
    return bytes
  }

  private func error(_ code: Int32) -> DatabaseError {
    DatabaseError(code: code, message: unsafe String(cString: sqlite3_errstr(code)), path: path)
  }
}

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

  /// Puts the whole blob of a row in the place of `bytes`, whose memory is used again.
  ///
  /// Returns false where there is no such row, after which nothing can be read.
  package func read(row: Int64, into bytes: inout [UInt8]) throws(DatabaseError) -> Bool {
    let moved = unsafe sqlite3_blob_reopen(handle, row)
    if moved == SQLITE_ERROR || moved == SQLITE_ABORT { return false }
    guard moved == SQLITE_OK else { throw error(moved) }
    let count = Int(unsafe sqlite3_blob_bytes(handle))
    bytes.resize(to: count)
    let code = unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe sqlite3_blob_read(handle, buffer.baseAddress, Int32(count), 0)
    }
    guard code == SQLITE_OK else { throw error(code) }
    return true
  }

  private func error(_ code: Int32) -> DatabaseError {
    DatabaseError(code: code, message: unsafe String(cString: sqlite3_errstr(code)), path: path)
  }
}

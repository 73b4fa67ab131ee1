internal import CPostgreSQL
internal import Glibc

/// The rows that `COPY … TO STDOUT` sends, as one stream of bytes.
///
/// A copy that is not read to its end is cancelled; the connection is of no use afterwards.
@safe
package final class CopyOut {
  private let connection: Connection
  /// A row that libpq has handed over and that is still to be given on, from `rowStart` on.
  private var row: UnsafeMutablePointer<CChar>?
  private var rowStart = 0
  private var rowCount = 0
  private var isAtEnd = false

  init(_ connection: Connection) {
    self.connection = connection
  }

  deinit {
    unsafe connection.library.freemem(row)
    if !isAtEnd { connection.cancel() }
  }

  /// Fills some of `buffer` from `start` on, below `end`; returns how much, 0 at the end.
  package func read(
    into buffer: inout [UInt8],
    from start: Int,
    to end: Int
  ) throws(ServerError) -> Int {
    var position = start
    while position < end {
      if rowStart == rowCount, try !nextRow() { break }
      let count = min(end - position, rowCount - rowStart)
      unsafe buffer.withUnsafeMutableBytes { bytes in
        guard let base = bytes.baseAddress, let row = unsafe row else { return }
        unsafe (base + position).copyMemory(from: row + rowStart, byteCount: count)
      }
      position += count
      rowStart += count
    }
    return position - start
  }

  /// Waits for the next row; false where there is none.
  private func nextRow() throws(ServerError) -> Bool {
    guard !isAtEnd else { return false }
    unsafe connection.library.freemem(row)
    unsafe row = nil
    (rowStart, rowCount) = (0, 0)
    let count = unsafe connection.library.getCopyData(connection.handle, &row, 0)
    if count > 0 {
      rowCount = Int(count)
      return true
    }
    isAtEnd = true
    let failure = count < -1 ? connection.lastError() : nil
    try finish(failure)
    return false
  }

  /// Takes what the server says at the end: that all rows have been sent, or why not.
  private func finish(_ failure: ServerError?) throws(ServerError) {
    var failure = failure
    while let result = unsafe connection.library.getResult(connection.handle) {
      if unsafe connection.library.resultStatus(result) != CALLTALLY_PG_COMMAND_OK {
        failure = unsafe connection.error(of: result)
      }
      unsafe connection.library.clear(result)
      // A connection that broke gives no result that ends the loop.
      if failure?.isDisconnected == true { break }
    }
    if let failure { throw failure }
  }
}

internal import PostgreSQL

/// The rows of a table that a server is sending.
final class ServerRows: ByteSource {
  private let rows: CopyOut
  /// What the server failed with: readers of bytes only know that there are no more.
  private(set) var failure: ServerError?

  init(_ rows: CopyOut) {
    self.rows = rows
  }

  func read(into buffer: inout [UInt8], from start: Int, to end: Int) throws(InputError) -> Int {
    do throws(ServerError) {
      return try rows.read(into: &buffer, from: start, to: end)
    } catch {
      failure = error
      throw .unreadable(reason: error.description)
    }
  }
}

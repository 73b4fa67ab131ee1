/// Where the bytes of a table come from: a file, a part of an archive, a connection.
protocol ByteSource: AnyObject {
  /// Fills some of `buffer` from `start` on, below `end`; returns how much, 0 at the end.
  func read(into buffer: inout [UInt8], from start: Int, to end: Int) throws(InputError) -> Int
}

extension InputStream: ByteSource {}

/// Where the bytes of a table come from: a file, a part of an archive, a connection.
protocol ByteSource: AnyObject {
  /// Fills some of `buffer` from `start` on, below `end`; returns how much, 0 at the end.
  func read(into buffer: inout [UInt8], from start: Int, to end: Int) throws(InputError) -> Int
  /// Has what follows read meanwhile, where that can be; `buffer` is what it may be read into.
  func readAhead(into buffer: inout [UInt8])
  /// What was read ahead; nil where nothing was.
  ///
  /// There are ``ReadAhead/headByteCount`` bytes of room before it.
  func takeAhead() throws(InputError) -> ReadAhead.Block?
}

/// Nothing need be read ahead.
extension ByteSource {
  func readAhead(into buffer: inout [UInt8]) {}
  func takeAhead() throws(InputError) -> ReadAhead.Block? { nil }
}

extension InputStream: ByteSource {}

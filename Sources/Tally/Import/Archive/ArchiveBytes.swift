/// The bytes of an archive from the first on, which can pass over many of them.
///
/// Where the input is a plain file they are not even read.
final class ArchiveBytes {
  let input: InputStream
  private var buffer: [UInt8]
  private var position = 0
  private var end: Int
  /// Bytes of the input before ``buffer``.
  private var startOffset: Int64 = 0
  /// The size of the file, where it is one in which reading can go on anywhere.
  let seekableByteCount: Int64?

  private static let blockBytes = 1 << 18

  /// Reads an input, of which `start` has been read already.
  init(_ input: InputStream, _ start: [UInt8]) {
    self.input = input
    buffer = start
    end = start.count
    seekableByteCount = input.seekableByteCount
  }

  /// Bytes before the next one.
  var offset: Int64 { startOffset + Int64(position) }

  /// The next bytes, as far as they are at hand without reading on.
  func peek(_ count: Int) throws(InputError) -> ArraySlice<UInt8> {
    while end - position < count, try readMore() {}
    return buffer[position..<min(position + count, end)]
  }

  /// The next byte; nil at the end of the input.
  func next() throws(InputError) -> UInt8? {
    if position == end {
      guard try readMore() else { return nil }
    }
    position += 1
    return buffer[position - 1]
  }

  /// Fills some of `target` from `start` on, below `limit`; returns how much, 0 at the end.
  func read(
    into target: inout [UInt8],
    from start: Int,
    to limit: Int
  ) throws(InputError) -> Int {
    if position == end {
      guard try readMore() else { return 0 }
    }
    let count = min(end - position, limit - start)
    unsafe buffer.withUnsafeBytes { bytes in
      unsafe target.withUnsafeMutableBytes { targetBytes in
        guard let from = bytes.baseAddress, let into = targetBytes.baseAddress else { return }
        unsafe (into + start).copyMemory(from: from + position, byteCount: count)
      }
    }
    position += count
    return count
  }

  /// Passes over bytes; false where the input has fewer.
  func pass(_ count: Int64) throws(InputError) -> Bool {
    var left = count
    while left > Int64(end - position) {
      if let seekableByteCount, left > Int64(buffer.count) {
        guard left <= seekableByteCount - offset else { return false }
        try seek(to: offset + left)
        return true
      }
      left -= Int64(end - position)
      position = end
      guard try readMore() else { return false }
    }
    position += Int(left)
    return true
  }

  /// Goes on at another place of a plain file.
  func seek(to offset: Int64) throws(InputError) {
    if offset >= startOffset, offset <= startOffset + Int64(end) {
      position = Int(offset - startOffset)
      return
    }
    try input.seek(to: offset)
    (startOffset, position, end) = (offset, 0, 0)
  }

  private func readMore() throws(InputError) -> Bool {
    if position > 0 {
      buffer.replaceSubrange(0..<(end - position), with: Array(buffer[position..<end]))
      startOffset += Int64(position)
      end -= position
      position = 0
    }
    if buffer.count - end < Self.blockBytes / 4 {
      buffer.append(contentsOf: repeatElement(0, count: Self.blockBytes))
    }
    let count = try input.read(into: &buffer, from: end, to: buffer.count)
    end += count
    return count > 0
  }
}

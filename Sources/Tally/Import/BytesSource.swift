/// Bytes that are in memory already, as a source of them.
final class BytesSource: ByteSource {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) {
    rest = bytes[...]
  }

  func read(into buffer: inout [UInt8], from start: Int, to end: Int) throws(InputError) -> Int {
    let piece = rest.prefix(end - start)
    buffer.replaceSubrange(start..<(start + piece.count), with: piece)
    rest = rest.dropFirst(piece.count)
    return piece.count
  }
}

/// A text as a source of bytes.
final class TextSource: ByteSource {
  private var rest: ArraySlice<UInt8>

  init(_ text: String) {
    rest = Array(text.utf8)[...]
  }

  func read(into buffer: inout [UInt8], from start: Int, to end: Int) throws(InputError) -> Int {
    let piece = rest.prefix(end - start)
    buffer.replaceSubrange(start..<(start + piece.count), with: piece)
    rest = rest.dropFirst(piece.count)
    return piece.count
  }
}

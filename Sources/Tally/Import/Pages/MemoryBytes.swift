/// Bytes that are in memory already.
final class MemoryBytes: ByteSource {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  func read(into buffer: inout [UInt8], from start: Int, to end: Int) throws(InputError) -> Int {
    let count = min(end - start, bytes.count - position)
    guard count > 0 else { return 0 }
    let source = position
    unsafe bytes.withUnsafeBytes { from in
      unsafe buffer.withUnsafeMutableBytes { target in
        guard let base = from.baseAddress, let into = target.baseAddress else { return }
        unsafe (into + start).copyMemory(from: base + source, byteCount: count)
      }
    }
    position += count
    return count
  }
}

/// Bytes that are expected in one place, in words so that eight are compared at a time.
struct ByteLiteral: Equatable {
  let count: Int
  private let words: [UInt64]
  /// Which bytes of the last word count.
  private let lastMask: UInt64

  init(_ bytes: some Collection<UInt8>) {
    var words: [UInt64] = []
    var position = 0
    for byte in bytes {
      if position % 8 == 0 { words.append(0) }
      words[words.count - 1] |= UInt64(byte) << UInt64(position % 8 * 8)
      position += 1
    }
    count = position
    self.words = words
    lastMask = position % 8 == 0 ? .max : (1 << UInt64(position % 8 * 8)) - 1
  }

  /// Whether they stand at a position; false where there is not enough left.
  @inline(__always)
  func stands(in bytes: ByteReader, at position: Int) -> Bool {
    guard position + count <= bytes.count else { return false }
    var index = 0
    while index < words.count - 1 {
      if bytes.word(at: position + index * 8) != words[index] { return false }
      index += 1
    }
    return words.isEmpty || bytes.word(at: position + index * 8) & lastMask == words[index]
  }
}

/// Bytes that are expected in one place, in words so that eight are compared at a time.
struct ByteLiteral: Equatable {
  let bytes: [UInt8]
  /// Never empty; the last one is filled up with zeros.
  let words: [UInt64]
  /// Which bytes of the last word count.
  let lastMask: UInt64

  var count: Int { bytes.count }

  init(_ bytes: some Collection<UInt8>) {
    var words: [UInt64] = []
    for (position, byte) in bytes.enumerated() {
      if position % 8 == 0 { words.append(0) }
      words[words.count - 1] |= UInt64(byte) << UInt64(position % 8 * 8)
    }
    let bitCount = UInt64(bytes.count) * 8
    lastMask = words.isEmpty ? 0 : .max >> ((64 - bitCount % 64) % 64)
    self.bytes = Array(bytes)
    self.words = words.isEmpty ? [0] : words
  }

  static func + (left: Self, right: Self) -> Self { Self(left.bytes + right.bytes) }

  /// Whether they stand at a position; false where there is not enough left.
  func stands(in bytes: ByteReader, at position: Int) -> Bool {
    guard position + count <= bytes.count else { return false }
    for index in 0..<(words.count - 1) where bytes.word(at: position + index * 8) != words[index] {
      return false
    }
    let last = words.count - 1
    return bytes.word(at: position + last * 8) & lastMask == words[last]
  }
}

/// Bytes that are expected in one place, in words so that eight are compared at a time.
struct ByteLiteral: Equatable {
  private(set) var bytes: [UInt8]

  init(_ bytes: some Collection<UInt8>) {
    self.bytes = Array(bytes)
  }

  static func + (left: Self, right: Self) -> Self { Self(left.bytes + right.bytes) }
}

/// Literals one behind another, to be compared with what stands in an input.
///
/// They are plain numbers in one array: a value with an array of its own would be retained and
/// released at every look, millions of times.
struct ByteLiterals {
  /// A literal's place among ``words``.
  struct Place {
    fileprivate var start = 0
    fileprivate(set) var count = 0
    /// Which bytes of the last word count.
    fileprivate var lastMask: UInt64 = 0
    /// False for a literal that is not known.
    var isKnown = false
  }

  private var words: [UInt64] = []

  mutating func add(_ literal: ByteLiteral?) -> Place {
    guard let literal else { return Place() }
    let count = literal.bytes.count
    let start = words.count
    for position in 0..<count {
      if position % 8 == 0 { words.append(0) }
      words[words.count - 1] |= UInt64(literal.bytes[position]) << UInt64(position % 8 * 8)
    }
    // Nothing at all stands anywhere.
    if count == 0 { words.append(0) }
    let lastBits = UInt64((count - 1) % 8 * 8 + 8)
    let lastMask: UInt64 = count == 0 ? 0 : lastBits == 64 ? .max : (1 << lastBits) - 1
    return Place(start: start, count: count, lastMask: lastMask, isKnown: true)
  }

  /// Whether a known literal stands at a position; false where there is not enough left.
  @inline(__always)
  func stand(_ place: Place, in bytes: ByteReader, at position: Int) -> Bool {
    guard position + place.count <= bytes.count else { return false }
    var position = position
    var index = place.start
    let last = place.start + (place.count - 1) >> 3
    while index < last {
      if bytes.word(at: position) != words[index] { return false }
      index += 1
      position += 8
    }
    return bytes.word(at: position) & place.lastMask == words[index]
  }
}

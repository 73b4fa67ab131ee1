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
    let start = words.count
    words.append(contentsOf: literal.words)
    return Place(
      start: start,
      count: literal.count,
      lastMask: literal.lastMask,
      isKnown: true
    )
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

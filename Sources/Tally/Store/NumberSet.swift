/// A set of row numbers, one bit each.
struct NumberSet {
  private var words: [UInt64] = []
  private(set) var count = 0

  func contains(_ number: Int32) -> Bool {
    let word = Int(number) >> 6
    return word < words.count && words[word] >> UInt64(number & 63) & 1 == 1
  }

  /// Adds a number; false where it was there already.
  @discardableResult
  mutating func insert(_ number: Int32) -> Bool {
    let word = Int(number) >> 6
    if word >= words.count {
      words.append(contentsOf: repeatElement(0, count: max(word + 1 - words.count, words.count)))
    }
    let bit: UInt64 = 1 << UInt64(number & 63)
    guard words[word] & bit == 0 else { return false }
    words[word] |= bit
    count += 1
    return true
  }

  /// Adds all numbers of another set.
  mutating func formUnion(_ other: Self) {
    if other.words.count > words.count {
      words.append(contentsOf: repeatElement(0, count: other.words.count - words.count))
    }
    for index in other.words.indices { words[index] |= other.words[index] }
    count = words.reduce(0) { $0 + $1.nonzeroBitCount }
  }
}

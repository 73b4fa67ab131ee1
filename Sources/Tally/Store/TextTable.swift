internal import SQLite

/// A dictionary table of the store (phones, statuses): texts and the numbers that stand for them.
///
/// Texts are compared byte by byte, as upstream does, and found without making a `String`.
struct TextTable: ~Copyable {
  private var texts: [String] = [""]
  private var bytes: [[UInt8]] = [[]]
  /// Open addressing, at most half full; 0 is free.
  private var slots = [Int32](repeating: 0, count: 256)
  private let insert: Statement

  init(name: String, in database: borrowing Database) throws {
    let statement = try database.prepare("INSERT INTO \(name) (number, text) VALUES (?1, ?2)")
    let rows = try database.prepare("SELECT text FROM \(name) ORDER BY number")
    var stored: [[UInt8]] = []
    while try rows.step() { stored.append(Array(rows.text(0).utf8)) }
    insert = statement
    for text in stored { add(text) }
  }

  /// The number of a text, which is written to the table where it is new.
  mutating func number(of slice: TextSlice, in buffer: borrowing [UInt8]) throws -> Int32 {
    var slot = home(buffer, slice.range)
    while slots[slot] != 0 {
      if isEqual(bytes[Int(slots[slot])], buffer, slice.range) { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    let text = Array(buffer[slice.range])
    let number = add(text)
    insert.bind(Int64(number), at: 1)
    insert.bind(texts[Int(number)], at: 2)
    try insert.run()
    return number
  }

  /// The text a number stands for.
  func text(_ number: Int64) -> String {
    texts[Int(number)]
  }

  @discardableResult
  private mutating func add(_ text: [UInt8]) -> Int32 {
    let number = Int32(texts.count)
    texts.append(String(decoding: text, as: UTF8.self))
    bytes.append(text)
    if texts.count * 2 > slots.count {
      slots = Array(repeating: 0, count: slots.count * 2)
      for number in 1..<bytes.count { place(Int32(number)) }
    } else {
      place(number)
    }
    return number
  }

  private mutating func place(_ number: Int32) {
    let text = bytes[Int(number)]
    var slot = home(text, 0..<text.count)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = number
  }

  private func home(_ buffer: borrowing [UInt8], _ range: Range<Int>) -> Int {
    let bytes = unsafe buffer.span.bytes
    var hash = UInt64(range.count)
    var index = range.lowerBound
    while index + 8 <= range.upperBound {
      let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
      hash = (hash ^ UInt64(littleEndian: word)) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
      index += 8
    }
    while index < range.upperBound {
      hash = (hash ^ UInt64(buffer[index])) &* 1_099_511_628_211
      index += 1
    }
    hash = (hash ^ hash >> 32) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1)
  }

  private func isEqual(_ text: [UInt8], _ buffer: borrowing [UInt8], _ range: Range<Int>) -> Bool {
    guard text.count == range.count else { return false }
    let left = unsafe text.span.bytes
    let right = unsafe buffer.span.bytes
    var index = 0
    while index + 8 <= text.count {
      let words = unsafe (
        left.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self),
        right.unsafeLoadUnaligned(fromByteOffset: range.lowerBound + index, as: UInt64.self)
      )
      if words.0 != words.1 { return false }
      index += 8
    }
    while index < text.count {
      if text[index] != buffer[range.lowerBound + index] { return false }
      index += 1
    }
    return true
  }
}

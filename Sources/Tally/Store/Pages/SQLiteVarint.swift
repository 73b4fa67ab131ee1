/// Integers as SQLite's file format writes them: seven bits a byte, the highest first.
enum SQLiteVarint {
  /// Writes a number below 2^56; returns how many bytes it took, at most eight.
  @unsafe
  static func write(_ value: UInt64, to destination: UnsafeMutablePointer<UInt8>) -> Int {
    let count = byteCount(of: value)
    for index in 0..<count {
      let bits = UInt8(truncatingIfNeeded: value >> UInt64(7 * (count - 1 - index))) & 0x7F
      unsafe destination[index] = index == count - 1 ? bits : bits | 0x80
    }
    return count
  }

  static func byteCount(of value: UInt64) -> Int {
    max(1, (70 - value.leadingZeroBitCount) / 7)
  }

  /// Reads a number from a page; nil where it goes beyond the page's end.
  static func read(_ page: [UInt8], at start: Int) -> UInt64? {
    var value: UInt64 = 0
    for index in 0..<9 {
      guard start + index < page.count else { return nil }
      let byte = UInt64(page[start + index])
      if index == 8 { return value << 8 | byte }
      value = value << 7 | byte & 0x7F
      if byte < 0x80 { return value }
    }
    return nil
  }

  /// Reads a number of at most five bytes and moves behind it; nil for a longer one.
  ///
  /// Five bytes can be read from `position` on.
  @inline(__always)
  @unsafe
  static func readShort(_ memory: UnsafeRawPointer, at position: inout Int) -> Int? {
    var value = 0
    for _ in 0..<5 {
      let byte = unsafe Int(memory.load(fromByteOffset: position, as: UInt8.self))
      position += 1
      value = value << 7 | byte & 0x7F
      if byte < 0x80 { return value }
    }
    return nil
  }
}

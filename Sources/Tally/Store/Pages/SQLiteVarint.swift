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
}

/// Hashes of all that a record says, by which one told again is known.
///
/// 64 bits: that a changed record goes unnoticed for having the same one is as likely as one chosen
/// bit pattern turning up by chance, once in 10^19. Stores keep them, so they never change.
enum Fingerprint {
  /// Two words as one; `place` makes it a different one in each place.
  @inline(__always)
  static func product(_ left: UInt64, _ right: UInt64, _ place: UInt64) -> UInt64 {
    let key = 0x9E37_79B9_7F4A_7C15 &* (2 &* place &+ 1)
    let product = (left ^ key).multipliedFullWidth(by: right ^ key.byteSwapped)
    return product.high ^ product.low
  }

  /// What is kept of a hash: never 0, which stands for none.
  static func finished(_ hash: UInt64) -> Int64 { hash == 0 ? 1 : Int64(bitPattern: hash) }

  @inline(__always)
  private static func mix(_ hash: inout UInt64, _ word: UInt64) {
    let product = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    hash = product.high ^ product.low &+ 0xD6E8_FEB8_6659_FD93
  }

  /// Adds a text, which is among the bytes of a batch.
  static func mix(_ hash: inout UInt64, _ text: TextSlice, _ texts: borrowing [UInt8]) {
    mix(&hash, UInt64(bitPattern: Int64(text.count)))
    let bytes = unsafe texts.span.bytes
    var index = text.range.lowerBound
    let end = text.range.upperBound
    // Eight bytes at a time, the first one highest.
    while index + 8 <= end {
      mix(&hash, word(bytes, at: index))
      index += 8
    }
    guard index < end else { return }
    var rest: UInt64 = 0
    if end >= 8 {
      rest = word(bytes, at: end - 8) & ~(.max << UInt64(8 * (end - index)))
    } else {
      for byte in index..<end { rest = rest << 8 | UInt64(texts[byte]) }
    }
    mix(&hash, rest)
  }

  private static func word(_ bytes: RawSpan, at index: Int) -> UInt64 {
    UInt64(bigEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
  }
}

internal import Reports

/// Reads values in the one way the server writes them; anything else is declined with nil.
///
/// What is read here is what ``JSONFields`` would read. Declining costs time, and nothing else.
struct FastFields {
  /// The days of the date read last: consecutive records share theirs.
  private var dateWord: UInt64 = 0
  private var dateHalfWord: UInt32 = 0
  private(set) var dateMilliseconds: Int64 = 0

  /// 36 bytes of a UUID in lower case.
  @inline(__always)
  func identifier(_ bytes: ByteReader, at position: Int) -> Identifier? {
    guard position + 36 <= bytes.count else { return nil }
    let hyphens =
      (bytes[position + 8] ^ 45) | (bytes[position + 13] ^ 45) | (bytes[position + 18] ^ 45)
      | (bytes[position + 23] ^ 45)
    var isBad: UInt64 = 0
    let first = Self.hexadecimal(bytes.word(at: position), &isBad)
    let second = Self.hexadecimal(
      UInt64(bytes.halfWord(at: position + 9)) | UInt64(bytes.halfWord(at: position + 14)) << 32,
      &isBad
    )
    let third = Self.hexadecimal(
      UInt64(bytes.halfWord(at: position + 19)) | UInt64(bytes.halfWord(at: position + 24)) << 32,
      &isBad
    )
    let fourth = Self.hexadecimal(bytes.word(at: position + 28), &isBad)
    guard isBad == 0, hyphens == 0 else { return nil }
    return Identifier(
      high: UInt64(first) << 32 | UInt64(second),
      low: UInt64(third) << 32 | UInt64(fourth)
    )
  }

  /// Eight hexadecimal digits, the first in the lowest byte; `isBad` gets bits where they are not.
  @inline(__always)
  private static func hexadecimal(_ digits: UInt64, _ isBad: inout UInt64) -> UInt32 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    // The low nibble, and nine more for letters, which have bit 6 set.
    let nibbles = (digits & (ones &* 0x0F)) &+ (digits >> 6 & ones) &* 9
    // Written back as digits they have to be the same bytes.
    let letters = (nibbles &+ ones &* 6) >> 4 & ones
    // A letter beyond f makes a nibble beyond 15.
    isBad |= nibbles & (ones &* 0xF0)
    isBad |= (nibbles &+ ones &* 0x30 &+ letters &* 0x27) ^ digits
    var packed = (nibbles << 4 | nibbles >> 8) & 0x00FF_00FF_00FF_00FF
    packed = (packed | packed >> 8) & 0x0000_FFFF_0000_FFFF
    return UInt32(truncatingIfNeeded: packed | packed >> 16).byteSwapped
  }

  /// 24 bytes, `2026-06-01T04:14:13.621Z`.
  @inline(__always)
  mutating func instant(_ bytes: ByteReader, at position: Int) -> Int64? {
    guard position + 24 <= bytes.count, date(bytes, at: position) else { return nil }
    var isBad: UInt32 = 0
    let hour = Self.twoDigits(bytes, position + 11, &isBad)
    let minute = Self.twoDigits(bytes, position + 14, &isBad)
    let second = Self.twoDigits(bytes, position + 17, &isBad)
    let hundredths = Self.twoDigits(bytes, position + 20, &isBad)
    let last = UInt32(bytes[position + 22]) &- 48
    let marks =
      (bytes[position + 13] ^ 58) | (bytes[position + 16] ^ 58) | (bytes[position + 19] ^ 46)
      | (bytes[position + 23] ^ 90)
    guard isBad == 0, last < 10, marks == 0, hour < 24, minute < 60, second < 60 else {
      return nil
    }
    let seconds = (Int64(hour) * 60 + Int64(minute)) * 60 + Int64(second)
    return dateMilliseconds + seconds * 1000 + Int64(hundredths * 10 + last)
  }

  /// Reads `2026-06-01T`, or a space for the T, unless it is the one read last.
  @inline(__always)
  mutating func date(_ bytes: ByteReader, at position: Int) -> Bool {
    let word = bytes.word(at: position)
    let halfWord = bytes.halfWord(at: position + 7)
    if word == dateWord, halfWord == dateHalfWord { return true }
    return readDate(bytes, at: position)
  }

  private mutating func readDate(_ bytes: ByteReader, at position: Int) -> Bool {
    var isBad: UInt32 = 0
    // What is not a digit may come to anything, and is found out below.
    let year =
      Self.twoDigits(bytes, position, &isBad) &* 100 &+ Self.twoDigits(bytes, position + 2, &isBad)
    let month = Self.twoDigits(bytes, position + 5, &isBad)
    let day = Self.twoDigits(bytes, position + 8, &isBad)
    guard isBad == 0, bytes[position + 4] == 45, bytes[position + 7] == 45,
      bytes[position + 10] == 84 || bytes[position + 10] == 32, year >= 1, (1...12).contains(month),
      (1...28).contains(day)
        || isLastDay(year: Int(year), month: Int(month), day: Int(day))
    else { return false }
    let date = CivilDate(year: Int(year), month: Int(month), day: Int(day))
    dateMilliseconds = date.daysSinceEpoch * 86_400_000
    dateWord = bytes.word(at: position)
    dateHalfWord = bytes.halfWord(at: position + 7)
    return true
  }

  /// Whether a day beyond the 28th exists: the calendar gives it back unchanged.
  private func isLastDay(year: Int, month: Int, day: Int) -> Bool {
    let date = CivilDate(year: year, month: month, day: day)
    return day <= 31 && CivilDate(daysSinceEpoch: date.daysSinceEpoch) == date
  }

  @inline(__always)
  static func twoDigits(
    _ bytes: ByteReader,
    _ position: Int,
    _ isBad: inout UInt32
  )
    -> UInt32
  {
    let tens = UInt32(bytes[position]) &- 48
    let ones = UInt32(bytes[position + 1]) &- 48
    if tens > 9 || ones > 9 { isBad = 1 }
    return tens &* 10 &+ ones
  }

  /// Up to nine digits and a sign; moves `position` behind them.
  @inline(__always)
  func integer(_ bytes: ByteReader, at position: inout Int) -> Int64? {
    var index = position
    guard index + 12 <= bytes.count else { return nil }
    let isNegative = bytes[index] == 45
    if isNegative { index += 1 }
    let start = index
    var value: Int64 = 0
    while index - start < 10 {
      let digit = bytes[index] &- 48
      if digit > 9 { break }
      value = value &* 10 &+ Int64(digit)
      index += 1
    }
    let digitCount = index - start
    guard digitCount > 0, digitCount < 10, digitCount == 1 || bytes[start] != 48 else {
      return nil
    }
    position = index
    return isNegative ? -value : value
  }

  /// `true` or `false`, as 1 or 0; moves `position` behind it.
  @inline(__always)
  func boolean(_ bytes: ByteReader, at position: inout Int) -> Int64? {
    guard position + 5 <= bytes.count else { return nil }
    switch bytes.halfWord(at: position) {
    case 0x6575_7274:  // true
      position += 4
      return 1
    case 0x736C_6166 where bytes[position + 4] == 0x65:  // false
      position += 5
      return 0
    default: return nil
    }
  }

  /// The high bit of the first byte that is a quote, a backslash, below space, or not ASCII.
  ///
  /// A borrow can set bits above it as well, which mean nothing.
  @inline(__always)
  static func stops(in word: UInt64, quote: UInt8) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quotes = word ^ ones &* UInt64(quote)
    let slashes = word ^ ones &* 0x5C
    let highs =
      (quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes | (word &- ones &* 0x20) & ~word
    return (highs | word) & (ones &* 0x80)
  }

  /// The position of the quote that ends a text of plain ASCII; nil where it is anything else.
  @inline(__always)
  func textEnd(_ bytes: ByteReader, from start: Int, quote: UInt8 = 0x22) -> Int? {
    var position = start
    while position < bytes.count {
      let stops = Self.stops(in: bytes.word(at: position), quote: quote)
      if stops != 0 {
        position += stops.trailingZeroBitCount >> 3
        return position < bytes.count && bytes[position] == quote ? position : nil
      }
      position += 8
    }
    return nil
  }
}

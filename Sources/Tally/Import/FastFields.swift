internal import Reports

/// Reads values in the one way the server writes them; anything else is declined with nil.
///
/// What is read here is what ``JSONFields`` would read. Declining costs time, and nothing else.
struct FastFields {
  /// A month as it is written, `2026-06-`, and what it means.
  private struct Month {
    var word: UInt64 = 0
    var milliseconds: Int64 = 0
    var dayCount: UInt32 = 0
  }

  /// The month of the date read last: consecutive records share theirs.
  private var month = Month()
  /// The one before it: records changed long after they were made have two.
  private var otherMonth = Month()

  /// The high bit of each byte.
  static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// 36 bytes of a UUID in lower case.
  @inline(__always)
  func identifier(_ bytes: ByteReader, at position: Int) -> Identifier? {
    guard position &+ 36 <= bytes.count else { return nil }
    let hyphens =
      (bytes[position &+ 8] ^ 45) | (bytes[position &+ 13] ^ 45) | (bytes[position &+ 18] ^ 45)
      | (bytes[position &+ 23] ^ 45)
    let second =
      UInt64(bytes.halfWord(at: position &+ 9)) | UInt64(bytes.halfWord(at: position &+ 14)) << 32
    let third =
      UInt64(bytes.halfWord(at: position &+ 19)) | UInt64(bytes.halfWord(at: position &+ 24)) << 32
    var isBad = SIMD16<UInt8>(repeating: 0)
    let high = Self.hexadecimal(bytes.word(at: position), second, &isBad)
    let low = Self.hexadecimal(third, bytes.word(at: position &+ 28), &isBad)
    let bad = unsafe unsafeBitCast(isBad, to: SIMD2<UInt64>.self)
    guard bad[0] | bad[1] | UInt64(hyphens) == 0 else { return nil }
    return Identifier(high: high, low: low)
  }

  /// Sixteen hexadecimal digits, the first in the lowest byte of `first`; `isBad` gets bits where
  /// they are not.
  @inline(__always)
  private static func hexadecimal(
    _ first: UInt64,
    _ second: UInt64,
    _ isBad: inout SIMD16<UInt8>
  ) -> UInt64 {
    let words = SIMD2(first.littleEndian, second.littleEndian)
    let digits = unsafe unsafeBitCast(words, to: SIMD16<UInt8>.self)
    let isLetter = digits .> SIMD16<UInt8>(repeating: 0x39)
    // How far beyond 0 or a; what stands before those is far beyond.
    let rest = digits &- SIMD16<UInt8>(repeating: 0x30).replacing(with: 0x61, where: isLetter)
    let most = SIMD16<UInt8>(repeating: 9).replacing(with: 5, where: isLetter)
    isBad = isBad.replacing(with: 1, where: rest .> most)
    let nibbles = rest &+ SIMD16<UInt8>(repeating: 0).replacing(with: 10, where: isLetter)
    let pairs = unsafe unsafeBitCast(nibbles, to: SIMD8<UInt16>.self)
    let bytes = SIMD8<UInt8>(truncatingIfNeeded: pairs &<< 4 | pairs &>> 8)
    return UInt64(bigEndian: unsafe unsafeBitCast(bytes, to: UInt64.self))
  }

  /// 24 bytes, `2026-06-01T04:14:13.621Z`.
  @inline(__always)
  mutating func instant(_ bytes: ByteReader, at position: Int) -> Int64? {
    guard position &+ 24 <= bytes.count, let date = date(bytes, at: position) else { return nil }
    // `:13.621Z`: digits become their values, and the marks between them 0. What is more than 9 or
    // 0 gets the high bit.
    let rest = bytes.word(at: position &+ 16) ^ 0x5A30_3030_2E30_303A
    let (seconds, isBad) = Self.timeOfDay(bytes.word(at: position &+ 11))
    let isBadRest = (rest | (rest &+ 0x7F76_7676_7F76_767F)) & Self.highBits
    guard isBad | isBadRest == 0 else { return nil }
    let (tenths, hundredths) = (rest >> 32 & 15, rest >> 40 & 15)
    let milliseconds =
      seconds &* 1000 &+ tenths &* 100 &+ hundredths &* 10 &+ (rest >> 48 & 15)
    return date &+ Int64(truncatingIfNeeded: milliseconds)
  }

  /// Seconds since midnight of `04:14:13`, and something other than 0 where it is no time.
  @inline(__always)
  static func timeOfDay(_ word: UInt64) -> (seconds: UInt64, isBad: UInt64) {
    // Digits become their values, and the marks between them 0. What is more than 9 or 0 gets the
    // high bit.
    let time = word ^ 0x3030_3A30_303A_3030
    let isBad = time | (time &+ 0x7676_7F76_767F_7676)
    // Hours, minutes and seconds in the lowest byte and the fourth and seventh; 24 and 60 of them
    // are too many.
    let pairs = (time &* 10 &+ time >> 8) & 0x00FF_0000_FF00_00FF
    let isLate = pairs &+ 0x0044_0000_4400_0068
    let (hour, minute, second) = (pairs & 0xFF, pairs >> 24 & 0xFF, pairs >> 48)
    return ((hour &* 60 &+ minute) &* 60 &+ second, (isBad | isLate) & highBits)
  }

  /// Reads `2026-06-01T`, or a space for the T: when that day begins.
  @inline(__always)
  mutating func date(_ bytes: ByteReader, at position: Int) -> Int64? {
    guard bytes.word(at: position) == month.word || readMonth(bytes, at: position) else {
      return nil
    }
    let rest = bytes.halfWord(at: position &+ 8)
    let tens = rest & 0xFF &- 48
    let ones = rest >> 8 & 0xFF &- 48
    let day = tens &* 10 &+ ones &- 1
    guard tens < 10, ones < 10, day < month.dayCount,
      rest >> 16 & 0xFF == 84 || rest >> 16 & 0xFF == 32
    else { return nil }
    return month.milliseconds &+ Int64(day) &* 86_400_000
  }

  @inline(never)
  private mutating func readMonth(_ bytes: ByteReader, at position: Int) -> Bool {
    swap(&month, &otherMonth)
    if bytes.word(at: position) == month.word { return true }
    var isBad: UInt32 = 0
    // What is not a digit may come to anything, and is found out below.
    let years =
      Self.twoDigits(bytes, position, &isBad) &* 100 &+ Self.twoDigits(bytes, position + 2, &isBad)
    let months = Self.twoDigits(bytes, position + 5, &isBad)
    guard isBad == 0, bytes[position + 4] == 45, bytes[position + 7] == 45, years >= 1,
      (1...12).contains(months)
    else { return false }
    let first = CivilDate(year: Int(years), month: Int(months), day: 1).daysSinceEpoch
    let next =
      months == 12
      ? CivilDate(year: Int(years) + 1, month: 1, day: 1)
      : CivilDate(year: Int(years), month: Int(months) + 1, day: 1)
    month = Month(
      word: bytes.word(at: position),
      milliseconds: first * 86_400_000,
      dayCount: UInt32(next.daysSinceEpoch - first)
    )
    return true
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

  /// Up to seven digits; moves `position` behind them.
  @inline(__always)
  func integer(_ bytes: ByteReader, at position: inout Int) -> Int64? {
    guard position &+ 8 <= bytes.count else { return nil }
    let digits = bytes.word(at: position) ^ 0x3030_3030_3030_3030
    // High bits for what is no digit; of those only the first one means anything.
    let stops = (digits | (digits &+ 0x7676_7676_7676_7676)) & Self.highBits
    let bitCount = UInt64(truncatingIfNeeded: stops.trailingZeroBitCount & 0x78)
    // At least one digit and less than eight of them, and no 0 before others.
    guard bitCount &- 8 < 56, bitCount == 8 || digits & 0xFF != 0 else { return nil }
    // Pairs of digits, then fours, then all of them.
    var value = digits &<< (64 &- bitCount)
    value = (value &* 10 &+ value >> 8) & 0x00FF_00FF_00FF_00FF
    value = (value &* 100 &+ value >> 16) & 0x0000_FFFF_0000_FFFF
    value = (value &* 10_000 &+ value >> 32) & 0xFFFF_FFFF
    position &+= Int(truncatingIfNeeded: bitCount >> 3)
    return Int64(truncatingIfNeeded: value)
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

extension FastFields {
  /// Appends the text up to the next quote to `texts`, its escapes resolved, and moves `position`
  /// there.
  @inline(__always)
  func text(_ bytes: ByteReader, at position: inout Int, to texts: inout [UInt8]) -> Bool {
    guard position &+ 16 <= bytes.count else {
      return longText(bytes, at: &position, to: &texts)
    }
    // Most are short: sixteen bytes are looked at together.
    let first = bytes.word(at: position)
    let second = bytes.word(at: position &+ 8)
    let firstCount = Self.stops(in: first, quote: 0x22).trailingZeroBitCount >> 3
    let secondCount = Self.stops(in: second, quote: 0x22).trailingZeroBitCount >> 3
    let count = firstCount &+ (firstCount == 8 ? secondCount : 0)
    guard count < 16, bytes[position &+ count] == 0x22 else {
      return longText(bytes, at: &position, to: &texts)
    }
    bytes.append(position..<(position &+ count), to: &texts)
    position &+= count
    return true
  }

  @inline(never)
  private func longText(
    _ bytes: ByteReader,
    at position: inout Int,
    to texts: inout [UInt8]
  ) -> Bool {
    let start = position
    if let end = textEnd(bytes, from: start) {
      bytes.append(start..<end, to: &texts)
      position = end
      return true
    }
    // Something is escaped, or not ASCII.
    let textStart = texts.count
    var (end, hasEscapes, isASCII) = (start, false, true)
    while end < bytes.count, bytes[end] != 0x22 {
      guard bytes[end] >= 0x20 else { return false }
      if bytes[end] >= 0x80 { isASCII = false }
      if bytes[end] == 0x5C {
        hasEscapes = true
        end += 1
      }
      end += 1
    }
    guard end < bytes.count else { return false }
    let isText = bytes.withSpan(start..<end) { span in
      guard isASCII || UTF8Check.firstFault(span, 0, span.count) == nil else { return false }
      return !hasEscapes || JSONText.unescape(span, 0, span.count, to: &texts)
    }
    guard isText, !hasEscapes || !texts[textStart...].contains(0) else { return false }
    if !hasEscapes { bytes.append(start..<end, to: &texts) }
    position = end
    return true
  }
}

internal import Reports

/// A place in memory that text is written to, for the loops that write every row of a list.
///
/// It does not look where its room ends: whoever makes one reckons the room beforehand, with
/// ``ByteRange/slackBytes`` more, for most is written in whole words of which the next one may cover
/// a part.
///
/// What is rare is done by functions that get the place and return the next one: that keeps the
/// place itself in a register.
@unsafe
struct ByteCursor {
  private(set) var position: UnsafeMutablePointer<UInt8>

  init(_ start: UnsafeMutablePointer<UInt8>) {
    unsafe position = start
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    unsafe position.pointee = byte
    unsafe position += 1
  }

  /// Appends bytes that have as many behind them as are read at once.
  @inline(__always)
  mutating func append(_ bytes: UnsafePointer<UInt8>, _ range: ByteRange) {
    let source = unsafe UnsafeRawPointer(bytes + Int(range.start))
    let count = Int(range.count)
    unsafe copy(source, at: 0)
    var offset = unsafe Self.copiedBytes
    while offset < count {
      unsafe copy(source, at: offset)
      offset += unsafe Self.copiedBytes
    }
    unsafe position += count
  }

  /// Bytes that are copied at once.
  private static let copiedBytes = 32

  @inline(__always)
  private func copy(_ source: UnsafeRawPointer, at offset: Int) {
    let target = unsafe UnsafeMutableRawPointer(position + offset)
    let first = unsafe source.loadUnaligned(fromByteOffset: offset, as: SIMD2<UInt64>.self)
    let second = unsafe source.loadUnaligned(fromByteOffset: offset + 16, as: SIMD2<UInt64>.self)
    unsafe target.storeBytes(of: first, as: SIMD2<UInt64>.self)
    unsafe (target + 16).storeBytes(of: second, as: SIMD2<UInt64>.self)
  }

  @inline(__always)
  mutating func append(_ text: StaticString) {
    unsafe position.update(from: text.utf8Start, count: text.utf8CodeUnitCount)
    unsafe position += text.utf8CodeUnitCount
  }

  /// Appends a number above zero that was shifted by at most sixteen digits, the point in its place.
  @inline(__always)
  mutating func append(_ decimal: (number: UInt64, fractionDigits: Int)) {
    let divisor = unsafe Self.powers[decimal.fractionDigits]
    let whole = decimal.number / divisor
    unsafe append(digits: whole)
    if decimal.fractionDigits == 0 { return }
    // All sixteen are written, and those beyond are overwritten.
    let fraction =
      unsafe (decimal.number - whole * divisor) &* Self.powers[16 - decimal.fractionDigits]
    let high = fraction / 100_000_000
    let low = fraction - high * 100_000_000
    unsafe position.pointee = UInt8(ascii: ".")
    unsafe store(Self.digits(UInt32(truncatingIfNeeded: high)) | Self.zeros, at: 1)
    unsafe store(Self.digits(UInt32(truncatingIfNeeded: low)) | Self.zeros, at: 9)
    unsafe position += 1 + decimal.fractionDigits
  }

  /// Powers of ten.
  private static let powers: InlineArray<17, UInt64> = [
    1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
    10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000,
    1_000_000_000_000_000, 10_000_000_000_000_000,
  ]

  @inline(__always)
  mutating func append(_ number: Int64) {
    if number < 0 { unsafe append(UInt8(ascii: "-")) }
    unsafe append(digits: number.magnitude)
  }

  /// Appends text; for what is rare.
  @inline(__always)
  mutating func append(_ text: String) {
    unsafe position = Self.write(text, at: position)
  }

  private static func write(
    _ text: String,
    at start: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    var end = unsafe start
    for byte in text.utf8 {
      unsafe end.pointee = byte
      unsafe end += 1
    }
    return unsafe end
  }

  /// Appends a number with eight digits behind the point, of which zeros at the end are shown only
  /// where there would be fewer than `decimals`, at most eight, without them.
  @inline(__always)
  mutating func append(hundredMillionths number: Int64, decimals: Int) {
    if number < 0 { unsafe append(UInt8(ascii: "-")) }
    let whole = number.magnitude / 100_000_000
    unsafe append(digits: whole)
    let digits = unsafe Self.digits(
      UInt32(truncatingIfNeeded: number.magnitude - whole * 100_000_000)
    )
    // The last digits are the highest.
    let shown = max(decimals, 8 - digits.leadingZeroBitCount / 8)
    unsafe position.pointee = UInt8(ascii: ".")
    unsafe store(digits | Self.zeros, at: 1)
    unsafe position += shown == 0 ? 0 : 1 + shown
  }

  /// Appends the text form of RFC 9562.
  @inline(__always)
  mutating func append(identifierHigh high: UInt64, low: UInt64) {
    let first = unsafe Self.hexadecimal(UInt32(truncatingIfNeeded: high >> 32))
    let second = unsafe Self.hexadecimal(UInt32(truncatingIfNeeded: high))
    let third = unsafe Self.hexadecimal(UInt32(truncatingIfNeeded: low >> 32))
    let fourth = unsafe Self.hexadecimal(UInt32(truncatingIfNeeded: low))
    let hyphen = UInt64(UInt8(ascii: "-"))
    // 8, 4, 4, 4 and 12 digits with hyphens between them, in words that overlap.
    unsafe store(first, at: 0)
    unsafe store(hyphen | second << 8, at: 8)
    unsafe store(hyphen | (second >> 32) << 8, at: 13)
    unsafe store(hyphen | third << 8, at: 18)
    unsafe store(hyphen | (third >> 32) << 8, at: 23)
    unsafe store(fourth, at: 28)
    unsafe position += 36
  }

  /// Eight hexadecimal digits in lower case, the first in the lowest byte.
  @inline(__always)
  private static func hexadecimal(_ number: UInt32) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var digits = UInt64(number.byteSwapped)
    digits = (digits | digits << 16) & 0x0000_FFFF_0000_FFFF
    digits = (digits | digits << 8) & 0x00FF_00FF_00FF_00FF
    digits = (digits >> 4 | digits << 8) & (ones &* 0x0F)
    // 39 is what lies between the digits and the letters.
    let letters = (digits &+ ones &* 6) >> 4 & ones
    return digits &+ ones &* 0x30 &+ letters &* 39
  }

  @inline(__always)
  private func store(_ word: UInt64, at offset: Int) {
    unsafe UnsafeMutableRawPointer(position + offset)
      .storeBytes(of: word.littleEndian, as: UInt64.self)
  }

  /// Appends ISO 8601 in UTC with milliseconds, as ``Instant/description`` has it.
  @inline(__always)
  mutating func append(instant milliseconds: Int64, _ days: borrowing DayTexts) {
    // The years from 1970 to 9999.
    guard UInt64(bitPattern: milliseconds) < 253_402_300_800_000 else {
      return unsafe append(Instant(milliseconds: milliseconds).description)
    }
    let number = UInt64(bitPattern: milliseconds) / 86_400_000
    let words = days.words(ofDay: number)
    let inDay = UInt32(truncatingIfNeeded: UInt64(bitPattern: milliseconds) - number * 86_400_000)
    let seconds = inDay / 1000
    let thousandths = UInt64(inDay - seconds * 1000)
    let minutes = seconds / 60
    let hours = minutes / 60
    // Three times two digits in bytes 0, 3 and 6, which 205 ÷ 2048 takes apart at once.
    let pairs =
      UInt64(hours) | UInt64(minutes - hours * 60) << 24 | UInt64(seconds - minutes * 60) << 48
    let tens = (pairs &* 205) >> 11 & 0x0007_0000_0700_0007
    let clock = tens &+ (pairs &- tens &* 10) << 8 &+ 0x3030_3A30_303A_3030
    let hundreds = (thousandths * 41) >> 12
    let below = thousandths - hundreds * 100
    let ten = (below * 205) >> 11
    let tail =
      0x5A_3030_302E as UInt64 | hundreds << 8 | ten << 16 | (below - ten * 10) << 24
    unsafe store(words.0, at: 0)
    unsafe store(words.1, at: 8)
    unsafe store(clock, at: 11)
    unsafe store(tail, at: 19)
    unsafe position += 24
  }

  @inline(__always)
  private mutating func append(digits number: UInt64) {
    guard number < 100_000_000 else {
      unsafe position = Self.write(manyDigits: number, at: position)
      return
    }
    let digits = unsafe Self.digits(UInt32(truncatingIfNeeded: number))
    // The first digits are the lowest; of 0 the last one stays.
    let leading = min(7, digits.trailingZeroBitCount / 8)
    unsafe store((digits | Self.zeros) &>> UInt64(8 * leading), at: 0)
    unsafe position += 8 - leading
  }

  private static func write(
    manyDigits number: UInt64,
    at start: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    var width = 1
    var limit: UInt64 = 10
    while number >= limit, width < 20 {
      width += 1
      limit = width == 20 ? .max : limit * 10
    }
    return unsafe write(number, width: width, at: start)
  }

  /// Eight digits, 0 to 9 each and not yet text, the first in the lowest byte.
  @inline(__always)
  private static func digits(_ number: UInt32) -> UInt64 {
    let high = number / 10_000
    // Halves, quarters and eighths of the word, each divided into two of half as many digits.
    let halves = UInt64(high) | UInt64(number - high * 10_000) << 32
    let hundreds = (halves &* 10_486) >> 20 & 0x0000_007F_0000_007F
    let quarters = hundreds | (halves &- hundreds &* 100) << 16
    let tens = (quarters &* 103) >> 10 & 0x000F_000F_000F_000F
    return tens | (quarters &- tens &* 10) << 8
  }

  /// What makes digits text.
  private static let zeros: UInt64 = 0x3030_3030_3030_3030

  /// Writes as many digits as asked for, zeros on the left included.
  private static func write(
    _ number: UInt64,
    width: Int,
    at start: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    var rest = number
    for index in (0..<width).reversed() {
      unsafe start[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    return unsafe start + width
  }
}

/// Where a text lies among the bytes of many.
struct ByteRange: Sendable {
  /// Bytes that the longest number, id or instant may take.
  static let widestNumber = 40
  /// Bytes behind what is copied, and behind where it goes, that ``ByteCursor`` may read and write.
  static let slackBytes = 64

  var start: Int32
  var count: Int32
}

internal import Reports

/// A place in memory that text is written to, for the loops that write every row of a list.
///
/// It does not look where its room ends: whoever makes one reckons the room beforehand.
@unsafe
struct ByteCursor {
  private(set) var position: UnsafeMutablePointer<UInt8>
  /// The first millisecond of the day that was written last, and its eleven bytes up to the `T`, the
  /// first lowest: most instants repeat it.
  private var dayStart = Int64.max
  private var dayWords: (UInt64, UInt64) = (0, 0)

  init(_ start: UnsafeMutablePointer<UInt8>) {
    unsafe position = start
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    unsafe position.pointee = byte
    unsafe position += 1
  }

  @inline(__always)
  mutating func append(_ bytes: UnsafePointer<UInt8>, _ range: ByteRange) {
    unsafe position.update(from: bytes + Int(range.start), count: Int(range.count))
    unsafe position += Int(range.count)
  }

  /// Appends bytes sixteen at a time: both they and the place they go to have ``ByteRange/slackBytes`` behind
  /// them, which may be read, and are overwritten later.
  @inline(__always)
  mutating func append(slack bytes: UnsafePointer<UInt8>, _ range: ByteRange) {
    let source = unsafe UnsafeRawPointer(bytes + Int(range.start))
    let count = Int(range.count)
    var offset = 0
    while offset < count {
      let piece = unsafe source.loadUnaligned(fromByteOffset: offset, as: SIMD2<UInt64>.self)
      unsafe UnsafeMutableRawPointer(position + offset)
        .storeBytes(of: piece, as: SIMD2<UInt64>.self)
      offset += 16
    }
    unsafe position += count
  }

  @inline(__always)
  mutating func append(_ text: StaticString) {
    unsafe position.update(from: text.utf8Start, count: text.utf8CodeUnitCount)
    unsafe position += text.utf8CodeUnitCount
  }

  /// Appends a number above zero that was shifted by some digits, the point in its place.
  @inline(__always)
  mutating func append(_ decimal: (number: UInt64, fractionDigits: Int)) {
    let divisor = UInt64(powerOfTen(decimal.fractionDigits))
    unsafe append(digits: decimal.number / divisor)
    if decimal.fractionDigits == 0 { return }
    unsafe append(UInt8(ascii: "."))
    unsafe append(digits: decimal.number % divisor, width: decimal.fractionDigits)
  }

  @inline(__always)
  mutating func append(_ number: Int64) {
    if number < 0 { unsafe append(UInt8(ascii: "-")) }
    unsafe append(digits: number.magnitude)
  }

  /// Appends what ``FixedDecimal/text(decimals:)`` returns.
  @inline(__always)
  mutating func append(_ decimal: FixedDecimal, decimals: ClosedRange<Int>) {
    let number = decimal.normalized(decimals: decimals)
    if number.unscaled < 0 { unsafe append(UInt8(ascii: "-")) }
    let divisor = UInt64(powerOfTen(number.scale))
    let (whole, fraction) = number.unscaled.magnitude.quotientAndRemainder(dividingBy: divisor)
    unsafe append(digits: whole)
    let zeros = max(0, decimals.lowerBound - number.scale)
    if number.scale + zeros == 0 { return }
    unsafe append(UInt8(ascii: "."))
    unsafe append(digits: fraction, width: number.scale)
    for _ in 0..<zeros { unsafe append(UInt8(ascii: "0")) }
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
  mutating func append(_ instant: Instant) {
    var inDay = unsafe instant.milliseconds &- dayStart
    if inDay < 0 || inDay >= 86_400_000 {
      guard instant >= Instant.earliest, instant <= Instant.latest else {
        return unsafe appendRare(instant)
      }
      let day = flooredQuotient(instant.milliseconds, 86_400_000)
      unsafe setDay(day)
      inDay = unsafe instant.milliseconds - dayStart
    }
    let time = UInt32(truncatingIfNeeded: inDay)
    let seconds = time / 1000
    unsafe store(dayWords.0, at: 0)
    unsafe store(dayWords.1, at: 8)
    unsafe append(pair: seconds / 3600, at: 11)
    unsafe position[13] = UInt8(ascii: ":")
    unsafe append(pair: seconds / 60 % 60, at: 14)
    unsafe position[16] = UInt8(ascii: ":")
    unsafe append(pair: seconds % 60, at: 17)
    unsafe position[19] = UInt8(ascii: ".")
    unsafe position[20] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: time % 1000 / 100)
    unsafe append(pair: time % 100, at: 21)
    unsafe position[23] = UInt8(ascii: "Z")
    unsafe position += 24
  }

  private mutating func appendRare(_ instant: Instant) {
    for byte in instant.description.utf8 { unsafe append(byte) }
  }

  /// Years from 1 to 9999, which ``Instant/earliest`` and ``Instant/latest`` lie in.
  private mutating func setDay(_ day: Int64) {
    let date = CivilDate(daysSinceEpoch: day)
    let (year, hyphen) = (UInt64(date.year), UInt64(UInt8(ascii: "-")))
    let month = unsafe Self.pair(UInt64(date.month))
    let dayOfMonth = unsafe Self.pair(UInt64(date.day))
    unsafe dayStart = day * 86_400_000
    unsafe dayWords.0 =
      unsafe Self.pair(year / 100) | Self.pair(year % 100) << 16 | hyphen << 32 | month << 40
      | hyphen << 56
    unsafe dayWords.1 = dayOfMonth | UInt64(UInt8(ascii: "T")) << 16
  }

  /// Two digits, the first in the lower byte.
  @inline(__always)
  private static func pair(_ number: UInt64) -> UInt64 {
    (number / 10 + 0x30) | (number % 10 + 0x30) << 8
  }

  @inline(__always)
  private mutating func append(pair number: UInt32, at offset: Int) {
    let tens = number / 10
    let digits = UInt16(truncatingIfNeeded: (tens &+ 0x30) | (number &- tens &* 10 &+ 0x30) << 8)
    unsafe UnsafeMutableRawPointer(position + offset)
      .storeBytes(of: digits.littleEndian, as: UInt16.self)
  }

  @inline(__always)
  private mutating func append(digits number: UInt64) {
    if number < 10 { return unsafe append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number)) }
    if number < 100 {
      unsafe append(pair: UInt32(truncatingIfNeeded: number), at: 0)
      unsafe position += 2
      return
    }
    var width = 1
    var limit: UInt64 = 10
    while number >= limit, width < 20 {
      width += 1
      limit = width == 20 ? .max : limit * 10
    }
    unsafe append(digits: number, width: width)
  }

  /// Appends as many digits as asked for, zeros on the left included.
  @inline(__always)
  private mutating func append(digits number: UInt64, width: Int) {
    var rest = number
    var index = width
    while index > 0 {
      index -= 1
      unsafe position[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    unsafe position += width
  }
}

/// Where a text lies among the bytes of many.
struct ByteRange: Sendable {
  /// Bytes that the longest number, id or instant may take.
  static let widestNumber = 40
  /// Bytes behind what is copied, and behind where it goes, for ``ByteCursor/append(slack:_:)``.
  static let slackBytes = 16

  var start: Int32
  var count: Int32
}

internal import Reports

/// A place in memory that text is written to, for the loops that write every row of a list.
///
/// It does not look where its room ends: whoever makes one reckons the room beforehand.
@unsafe
struct ByteCursor {
  private(set) var position: UnsafeMutablePointer<UInt8>
  /// The day that was written last, and its eleven bytes up to the `T`: most rows repeat it.
  private var day = Int64.min
  private var dayText = InlineArray<11, UInt8>(repeating: 0)

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
    unsafe append(hexadecimal: high >> 32, count: 8)
    unsafe append(UInt8(ascii: "-"))
    unsafe append(hexadecimal: high >> 16, count: 4)
    unsafe append(UInt8(ascii: "-"))
    unsafe append(hexadecimal: high, count: 4)
    unsafe append(UInt8(ascii: "-"))
    unsafe append(hexadecimal: low >> 48, count: 4)
    unsafe append(UInt8(ascii: "-"))
    unsafe append(hexadecimal: low >> 32, count: 4)
    unsafe append(hexadecimal: low, count: 8)
  }

  /// Appends ISO 8601 in UTC with milliseconds, as ``Instant/description`` has it.
  @inline(__always)
  mutating func append(_ instant: Instant) {
    guard instant >= Instant.earliest, instant <= Instant.latest else {
      return unsafe appendRare(instant)
    }
    let day = flooredQuotient(instant.milliseconds, 86_400_000)
    let inDay = UInt32(truncatingIfNeeded: instant.milliseconds - day * 86_400_000)
    if unsafe day != self.day { unsafe setDay(day) }
    for index in 0..<11 { unsafe position[index] = dayText[index] }
    unsafe append(pair: inDay / 3_600_000, at: 11)
    unsafe position[13] = UInt8(ascii: ":")
    unsafe append(pair: inDay / 60_000 % 60, at: 14)
    unsafe position[16] = UInt8(ascii: ":")
    unsafe append(pair: inDay / 1000 % 60, at: 17)
    unsafe position[19] = UInt8(ascii: ".")
    unsafe position[20] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: inDay % 1000 / 100)
    unsafe append(pair: inDay % 100, at: 21)
    unsafe position[23] = UInt8(ascii: "Z")
    unsafe position += 24
  }

  private mutating func appendRare(_ instant: Instant) {
    for byte in instant.description.utf8 { unsafe append(byte) }
  }

  private mutating func setDay(_ day: Int64) {
    unsafe self.day = day
    let text = CivilDate(daysSinceEpoch: day).description + "T"
    for (index, byte) in text.utf8.enumerated() where index < 11 { unsafe dayText[index] = byte }
  }

  @inline(__always)
  private mutating func append(pair number: UInt32, at offset: Int) {
    unsafe position[offset] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10)
    unsafe position[offset + 1] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10)
  }

  @inline(__always)
  private mutating func append(hexadecimal word: UInt64, count: Int) {
    for index in 0..<count {
      let digit = UInt8(truncatingIfNeeded: word >> UInt64(4 * (count - 1 - index))) & 15
      // Without a branch: 39 is what lies between the digits and the letters.
      unsafe position[index] = digit &+ 48 &+ (digit &+ 6) >> 4 &* 39
    }
    unsafe position += count
  }

  @inline(__always)
  private mutating func append(digits number: UInt64) {
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

  var start: Int32
  var count: Int32
}

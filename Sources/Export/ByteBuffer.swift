internal import Reports

/// Text in the making, as UTF-8 bytes; appending numbers and instants makes no strings.
package struct ByteBuffer: Sendable {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package var count: Int { bytes.count }

  mutating func reserve(_ count: Int) {
    bytes.reserveCapacity(count)
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }

  mutating func removeLast(_ count: Int) {
    bytes.removeLast(count)
  }

  mutating func append(_ byte: UInt8) {
    bytes.append(byte)
  }

  mutating func append(bytes more: some Collection<UInt8>) {
    bytes.append(contentsOf: more)
  }

  /// Appends text as it is, without any escaping.
  package mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  mutating func append(_ number: Int64) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    append(digits: number.magnitude, atLeast: 1)
  }

  /// Appends what ``FixedDecimal/text(decimals:)`` returns.
  mutating func append(_ decimal: FixedDecimal, decimals: ClosedRange<Int>) {
    let number = decimal.normalized(decimals: decimals)
    let divisor = UInt64(powerOfTen(number.scale))
    if number.unscaled < 0 { bytes.append(UInt8(ascii: "-")) }
    let (whole, fraction) = number.unscaled.magnitude.quotientAndRemainder(dividingBy: divisor)
    append(digits: whole, atLeast: 1)
    let zeros = max(0, decimals.lowerBound - number.scale)
    if number.scale + zeros == 0 { return }
    bytes.append(UInt8(ascii: "."))
    if number.scale > 0 { append(digits: fraction, atLeast: number.scale) }
    for _ in 0..<zeros { bytes.append(UInt8(ascii: "0")) }
  }

  /// Appends ISO 8601 in UTC with milliseconds, as ``Instant/description`` has it.
  mutating func append(_ instant: Instant) {
    let day = flooredQuotient(instant.milliseconds, 86_400_000)
    let inDay = UInt64(instant.milliseconds - day * 86_400_000)
    let date = CivilDate(daysSinceEpoch: day)
    if date.year < 0 { bytes.append(UInt8(ascii: "-")) }
    append(digits: UInt64(date.year.magnitude), atLeast: 4)
    bytes.append(UInt8(ascii: "-"))
    append(digits: UInt64(date.month), atLeast: 2)
    bytes.append(UInt8(ascii: "-"))
    append(digits: UInt64(date.day), atLeast: 2)
    bytes.append(UInt8(ascii: "T"))
    append(digits: inDay / 3_600_000, atLeast: 2)
    bytes.append(UInt8(ascii: ":"))
    append(digits: inDay / 60_000 % 60, atLeast: 2)
    bytes.append(UInt8(ascii: ":"))
    append(digits: inDay / 1000 % 60, atLeast: 2)
    bytes.append(UInt8(ascii: "."))
    append(digits: inDay % 1000, atLeast: 3)
    bytes.append(UInt8(ascii: "Z"))
  }

  private mutating func append(digits number: UInt64, atLeast width: Int) {
    // UInt64.max has 20 digits; no caller asks for more.
    var digits = InlineArray<20, UInt8>(repeating: UInt8(ascii: "0"))
    var rest = number
    var start = 20
    repeat {
      start -= 1
      digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while rest > 0
    for index in min(start, 20 - width)..<20 { bytes.append(digits[index]) }
  }
}

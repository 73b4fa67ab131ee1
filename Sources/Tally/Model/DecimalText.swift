/// Reads decimal numbers as JSON writes them into integers, exactly or not at all.
package enum DecimalText {
  /// Why a number does not fit.
  package enum Fault: Error, Sendable, Equatable {
    case malformed
    /// Beyond 64 bits after scaling, `Int64.min` included.
    case outOfRange
    /// More digits behind the point than the scale can hold.
    case tooFine
  }

  /// The number times 10^`scale`: `1.35` with scale 6 is 1,350,000.
  package static func parse(_ bytes: Span<UInt8>, scale: Int) throws(Fault) -> Int64 {
    var position = 0
    let isNegative = position < bytes.count && bytes[position] == 45
    if isNegative { position += 1 }
    var digits: [UInt8] = []
    var pointAt: Int?
    while position < bytes.count, bytes[position] &- 48 < 10 || bytes[position] == 46 {
      if bytes[position] == 46 {
        guard pointAt == nil, !digits.isEmpty else { throw .malformed }
        pointAt = digits.count
      } else {
        digits.append(bytes[position] - 48)
      }
      position += 1
    }
    guard !digits.isEmpty, pointAt != digits.count else { throw .malformed }
    var exponent = scale - (digits.count - (pointAt ?? digits.count))
    if position < bytes.count {
      guard bytes[position] | 32 == 101 else { throw .malformed }
      exponent += try self.exponent(bytes, position + 1)
    }
    while let last = digits.last, last == 0, exponent < 0 {
      digits.removeLast()
      exponent += 1
    }
    let significant = digits.drop { $0 == 0 }
    guard !significant.isEmpty else { return 0 }
    guard exponent >= 0 else { throw .tooFine }
    guard significant.count + exponent <= 19 else { throw .outOfRange }
    var value: Int64 = 0
    for digit in significant + repeatElement(0, count: exponent) {
      // The least of all numbers is refused with those beyond it: it stands for NULL.
      let (product, isTooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, isTooLargeStill) = product.addingReportingOverflow(Int64(digit))
      guard !isTooLarge, !isTooLargeStill else { throw .outOfRange }
      value = sum
    }
    return isNegative ? -value : value
  }

  private static func exponent(_ bytes: Span<UInt8>, _ start: Int) throws(Fault) -> Int {
    var position = start
    var isNegative = false
    if position < bytes.count, bytes[position] == 43 || bytes[position] == 45 {
      isNegative = bytes[position] == 45
      position += 1
    }
    guard position < bytes.count else { throw .malformed }
    var value = 0
    while position < bytes.count {
      let digit = bytes[position] &- 48
      guard digit < 10 else { throw .malformed }
      // Far beyond any number that fits, so that it cannot overflow itself.
      value = min(value * 10 + Int(digit), 100_000)
      position += 1
    }
    return isNegative ? -value : value
  }
}

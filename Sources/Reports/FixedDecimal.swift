/// An exact decimal number: `unscaled` × 10^−`scale`.
package struct FixedDecimal: Sendable, Hashable {
  package var unscaled: Int64
  /// Digits behind the decimal point, 0 to 18.
  package var scale: Int

  package init(unscaled: Int64, scale: Int) {
    self.unscaled = unscaled
    self.scale = scale
  }

  /// The quotient of two integers rounded once, half away from zero, to `scale` digits.
  ///
  /// Returns nil where the divisor is zero or the result does not fit 64 bits.
  package init?(rounding dividend: Int128, dividedBy divisor: Int128, scale: Int) {
    guard divisor != 0 else { return nil }
    let power = powerOfTen(scale)
    let (scaled, overflow) = dividend.multipliedReportingOverflow(by: Int128(power))
    guard !overflow else { return nil }
    let (quotient, remainder) = scaled.quotientAndRemainder(dividingBy: divisor)
    // |remainder| ≥ |divisor| ÷ 2 without doubling, which could overflow.
    let rest = remainder.magnitude
    let up = rest >= divisor.magnitude - rest && rest != 0
    let negative = (dividend < 0) != (divisor < 0)
    guard let value = Int64(exactly: quotient + (up ? (negative ? -1 : 1) : 0)) else { return nil }
    self.init(unscaled: value, scale: scale)
  }

  /// The number written with at least `decimals.lowerBound` and at most `decimals.upperBound`
  /// digits behind the point; digits beyond are rounded half away from zero.
  package func text(decimals: ClosedRange<Int>) -> String {
    let number = normalized(decimals: decimals)
    let plain = String(number.unscaled.magnitude)
    let digits =
      String(repeating: "0", count: max(0, number.scale + 1 - plain.utf8.count)) + plain
    let whole = digits.dropLast(number.scale)
    let fraction =
      digits.suffix(number.scale)
      + String(repeating: "0", count: max(0, decimals.lowerBound - number.scale))
    return (number.unscaled < 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
  }

  /// The same number with no more digits behind the point than `decimals.upperBound`, and without
  /// trailing zeros beyond `decimals.lowerBound`; its scale may be below either.
  package func normalized(decimals: ClosedRange<Int>) -> FixedDecimal {
    var number = self
    if scale > decimals.upperBound {
      number.unscaled = Self.rescaled(unscaled, byPowerOfTen: scale - decimals.upperBound)
      number.scale = decimals.upperBound
    }
    while number.scale > decimals.lowerBound, number.unscaled % 10 == 0 {
      number.unscaled /= 10
      number.scale -= 1
    }
    return number
  }

  /// The nearest binary floating-point number: for spreadsheets, which know nothing better.
  package var double: Double {
    // Both are exact below 2^53, and then the division rounds once.
    if unscaled.magnitude <= 1 << 53, scale <= 15 {
      return Double(unscaled) / Double(powerOfTen(scale))
    }
    return Double(text(decimals: 0...18)) ?? Double(unscaled) / Double(powerOfTen(scale))
  }

  /// `value` ÷ 10^`power`, rounded half away from zero.
  private static func rescaled(_ value: Int64, byPowerOfTen power: Int) -> Int64 {
    let divisor = powerOfTen(power)
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    let up = remainder.magnitude >= (divisor / 2).magnitude && remainder != 0
    return quotient + (up ? (value < 0 ? -1 : 1) : 0)
  }
}

/// 10 to a power of 0 to 18.
package func powerOfTen(_ power: Int) -> Int64 {
  var result: Int64 = 1
  for _ in 0..<power { result *= 10 }
  return result
}

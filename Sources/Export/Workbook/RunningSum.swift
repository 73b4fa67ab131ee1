internal import Reports

/// The exact sum of a column's cells, to find out whether a spreadsheet's formula would meet it.
struct RunningSum {
  private var scaled: Int128 = 0
  private var isKnown = true
  private(set) var hasNumbers = false

  mutating func add(_ value: Value) {
    switch value {
    case .null: return
    case .integer, .decimal, .ratio: hasNumbers = true
    default: isKnown = false
    }
    guard let next = Self.scaled(value) else {
      isKnown = false
      return
    }
    let (sum, overflow) = scaled.addingReportingOverflow(next)
    scaled = sum
    if overflow { isKnown = false }
  }

  func equals(_ total: Value) -> Bool {
    isKnown && hasNumbers && Self.scaled(total) == scaled
  }

  /// Whether `total` is what ROUND(dividend ÷ sum of divisors) comes to at the total's own digits.
  static func quotient(
    of dividend: Value,
    by divisors: [Value],
    times factor: Int64,
    equals total: FixedDecimal,
    digits: Int
  ) -> Bool {
    guard let above = scaled(dividend) else { return false }
    var below: Int128 = 0
    for divisor in divisors {
      guard let next = scaled(divisor) else { return false }
      let (sum, overflow) = below.addingReportingOverflow(next)
      if overflow { return false }
      below = sum
    }
    let (product, overflow) = above.multipliedReportingOverflow(by: Int128(factor))
    // Dividing both by what they share leaves room for the digits of the quotient.
    let shared = greatestCommonDivisor(product.magnitude, below.magnitude)
    guard !overflow, shared > 0,
      let quotient = FixedDecimal(
        rounding: product / Int128(shared),
        dividedBy: below / Int128(shared),
        scale: digits
      )
    else { return false }
    return scaled(.decimal(quotient)) == scaled(.decimal(total))
  }

  /// The number times 10^18; nil for what is no number, or one that spreadsheets hold as text.
  private static func scaled(_ value: Value) -> Int128? {
    switch value {
    case .integer(let number):
      number.magnitude > 1 << 53 ? nil : Int128(number) * Int128(powerOfTen(18))
    case .decimal(let number):
      Int128(number.unscaled) * Int128(powerOfTen(18 - number.scale))
    case .ratio(let ratio): scaled(.decimal(ratio.decimal))
    default: nil
    }
  }

  private static func greatestCommonDivisor(_ left: UInt128, _ right: UInt128) -> UInt128 {
    var (left, right) = (left, right)
    while right != 0 { (left, right) = (right, left % right) }
    return left
  }
}

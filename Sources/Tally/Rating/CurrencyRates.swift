package import Reports

/// What units of other currencies are worth in US dollars, month by month in UTC.
///
/// A report counts in US dollars alone: what cannot be converted is unknown, and never added.
package struct CurrencyRates: Sendable {
  /// Why an amount cannot be converted.
  package enum Fault: Error, Sendable, Hashable {
    /// `month` such as `2026-10`.
    case noRate(currency: String, month: String)
    /// Beyond 64 bits of micro-cents.
    case outOfRange
  }

  private var rates: [String: [CivilMonth: FixedDecimal]] = [:]

  package init() {}

  /// Notes what one unit of a currency is worth in a month.
  mutating func set(_ dollars: FixedDecimal, of currency: String, in month: CivilMonth) {
    rates[currency, default: [:]][month] = dollars
  }

  func dollars(of currency: String, in month: CivilMonth) -> FixedDecimal? {
    rates[currency]?[month]
  }

  /// An amount in micro-cents of a US dollar, by the rate of the month that the instant lies in.
  ///
  /// `currency` is an ISO 4217 code in capitals. Rounded once, half away from zero.
  package func microcents(
    _ amount: FixedDecimal,
    of currency: String,
    at instant: Instant
  ) throws(Fault) -> Int64 {
    var dollars = FixedDecimal(unscaled: 1, scale: 0)
    if currency != "USD" {
      let month = CivilMonth(of: instant)
      guard let rate = self.dollars(of: currency, in: month) else {
        throw .noRate(currency: currency, month: month.description)
      }
      dollars = rate
    }
    let product = Int128(amount.unscaled) * Int128(dollars.unscaled)
    // A micro-cent is 10⁻⁸ dollars, and the product has the digits of both behind its point.
    let converted = FixedDecimal(
      rounding: product,
      dividedBy: Int128(powerOfTen(amount.scale)) * Int128(powerOfTen(dollars.scale)),
      scale: 8
    )
    guard let converted else { throw .outOfRange }
    return converted.unscaled
  }
}

extension CurrencyRates.Fault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noRate(let currency, let month):
      "no rate of \(currency) is known for \(month); import one with 'calltally currency import'"
    case .outOfRange: "the amount in US dollars is beyond any that can be kept"
    }
  }
}

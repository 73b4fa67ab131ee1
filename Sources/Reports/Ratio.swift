/// A quotient of two counts that keeps its parts, since 50 % of 2 is not 50 % of 2,000.
package struct Ratio: Sendable, Hashable {
  package let numerator: Int64
  /// Above zero.
  package let denominator: Int64
  /// The quotient, rounded once, half away from zero.
  package let decimal: FixedDecimal

  /// Returns nil where nothing is divided by nothing, and where the quotient leaves 64 bits.
  package init?(_ numerator: Int64, of denominator: Int64, decimals: Int) {
    guard denominator > 0,
      let decimal = FixedDecimal(
        rounding: Int128(numerator),
        dividedBy: Int128(denominator),
        scale: decimals
      )
    else { return nil }
    self.numerator = numerator
    self.denominator = denominator
    self.decimal = decimal
  }
}

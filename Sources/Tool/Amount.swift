internal import Arguments
internal import Reports
internal import Tally

/// An amount of money that is not negative, exact to eight decimals.
struct Amount: ArgumentValue {
  /// The amount in 10^-8 of its currency.
  let units: Int64

  init(units: Int64) {
    self.units = units
  }

  init(argument: String) throws(ArgumentValueError) {
    do throws(DecimalText.Fault) {
      units = try DecimalText.parse(argument.utf8Span.span, scale: 8)
    } catch {
      throw .because("expected an amount such as 1234.56, without signs and spaces")
    }
    if units < 0 { throw .because("expected an amount that is not negative") }
  }

  var argumentText: String {
    FixedDecimal(unscaled: units, scale: 8).text(decimals: 0...8)
  }
}

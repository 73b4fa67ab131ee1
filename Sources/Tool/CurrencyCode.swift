internal import Arguments

/// The three letters of a currency (ISO 4217), as an argument.
struct CurrencyCode: ArgumentValue, Sendable {
  let code: String

  init(argument: String) throws(ArgumentValueError) {
    let code = argument.uppercased()
    guard code.utf8.count == 3, code.utf8.allSatisfy({ (65...90).contains($0) }) else {
      throw .because("expected three letters such as USD")
    }
    self.code = code
  }

  var argumentText: String { code }
}

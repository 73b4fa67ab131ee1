/// Why two sides cannot be reconciled.
package enum ReconcileError: Error, Equatable {
  case noCarrierRecords
  /// No leg is charged in the currency that was asked for; those that are.
  case noSuchCurrency(String, known: [String])
  /// An invoice is one amount, and the legs are charged in several currencies.
  case severalCurrencies([String])
  /// No leg is of the account that was asked for; those that are.
  case noSuchAccount(String, known: [String])
  /// The steps do not add up, which is a mistake of this program.
  case doesNotAddUp(currency: String)
}

extension ReconcileError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noCarrierRecords:
      "the store has no call records of a carrier; import them with 'calltally carrier import'"
    case .noSuchCurrency(let currency, let known):
      "nothing is charged in \(currency) in this period: expected \(known.joined(separator: " or "))"
    case .severalCurrencies(let currencies):
      "an invoice is in one currency, and legs are charged in \(currencies.joined(separator: ", ")): "
        + "choose with --currency"
    case .noSuchAccount(let account, let known):
      "no call record is of the account '\(account)': expected "
        + known.joined(separator: " or ")
    case .doesNotAddUp(let currency):
      "the bridge in \(currency) does not add up, which is a mistake of calltally; please report it"
    }
  }
}

/// Why a rate card cannot be used.
package enum RateCardError: Error, Sendable, Hashable {
  /// `known` are the labels of those that there are.
  case unknown(String, known: [String])
  case badName(String)
  /// Rates are asked for, and which of several cards is not said.
  case noneChosen(known: [String])
}

extension RateCardError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unknown(let name, let known):
      known.isEmpty
        ? "there is no rate card '\(name)': import one with 'calltally rates import'"
        : "there is no rate card '\(name)'; there are \(known.joined(separator: ", "))"
    case .badName(let name):
      "a rate card cannot be called '\(name)': expected letters, digits, '.', '-' and '_', "
        + "and not 'none'; choose another with --name"
    case .noneChosen(let known):
      known.isEmpty
        ? "there is no rate card: import one with 'calltally rates import'"
        : "there are several rate cards: choose one of \(known.joined(separator: ", "))"
    }
  }
}

internal import Arguments
internal import Tally

extension CostBasis: ArgumentValue {}

extension RateCardChoice: ArgumentValue {
  init(argument: String) throws(ArgumentValueError) {
    guard let choice = RateCardChoice(argument) else {
      throw .because("expected the name of a rate card such as twilio or twilio@3, or none")
    }
    self = choice
  }

  var argumentText: String {
    switch self {
    case .automatic: ""
    case .none: "none"
    case .named(let name, let version): version.map { "\(name)@\($0)" } ?? name
    }
  }
}

/// Which of an attempt's costs counts.
struct CostOptions: Sendable {
  var basis: CostBasis?
  var card: RateCardChoice?

  static let arguments: ArgumentList<Self> = .section(
    "Cost",
    [
      .option("cost", \.basis, "BASIS", help: "Which cost counts; effective unless given."),
      .option(
        "card",
        \.card,
        "NAME[@VERSION]",
        help: "The rate card that attempts are rated by, or none; the only one unless given."
      ),
    ]
  )
}

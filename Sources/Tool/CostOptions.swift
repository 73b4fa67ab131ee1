internal import Arguments
internal import Tally

extension CostBasis: ArgumentValue {}

/// Which of an attempt's costs counts.
struct CostOptions: Sendable {
  var basis: CostBasis?

  static let arguments: ArgumentList<Self> = .section(
    "Cost",
    [
      .option("cost", \.basis, "BASIS", help: "Which cost counts; effective unless given.")
    ]
  )
}

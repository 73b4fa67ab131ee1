internal import Arguments
internal import Export
internal import Tally

/// `calltally explain`.
struct ExplainCommand: ToolCommand {
  static let name = "explain"
  static let summary = "Shows what one attempt cost by each source, and why."
  static let discussion = [
    "What OneUptime recorded, which record of the carrier's was matched and why, which rate "
      + "applied with the arithmetic written out, and which of these costs counts."
  ]
  static let examples = [
    Example(
      "calltally explain 19bf7f88-7c3f-4ba1-a17a-9b3d5b0d5a2d",
      "An attempt by its id, which 'calltally export' lists."
    ),
    Example(
      "calltally explain --json --card twilio@2 19bf7f88-7c3f-4ba1-a17a-9b3d5b0d5a2d",
      "The same for a program, by another version of a card."
    ),
  ]
  static let arguments: ArgumentList<Self> = [
    .positional("ID", \.identifier, help: "The attempt's id."),
    .flag("json", \.isJSON, help: "Print it as one JSON object."),
    .include(\.costs, CostOptions.arguments),
    .include(\.general, GeneralOptions.arguments),
  ]
  var identifier = ""
  var isJSON = false
  var costs = CostOptions()
  var general = GeneralOptions()

  func run(in context: Context) throws -> ExitStatus {
    let explanation = try AttemptExplanation(
      of: identifier,
      in: Store(path: context.storePath(general.store)),
      basis: costs.basis ?? .effective,
      card: costs.card ?? .automatic,
      inboundAllocation: costs.allocation
    )
    try context.print(isJSON ? explanation.json : explanation.text)
    return .done
  }
}

internal import Arguments
internal import Export
internal import Tally

/// `calltally rates show`.
struct RatesShowCommand: ToolCommand {
  static let name = "rates show"
  static let summary = "Shows the rates of a card."
  static let examples = [
    Example("calltally rates show twilio@2", "Version 2 of a card."),
    Example(
      "calltally rates show twilio --format csv",
      "The newest version, as it can be edited and imported."
    ),
  ]
  static let arguments: ArgumentList<Self> = [
    .positional("CARD", \.card, help: "The card, NAME or NAME@VERSION."),
    .include(\.output, OutputOptions.arguments),
    .include(\.general, GeneralOptions.arguments),
  ]
  var card = RateCardChoice.automatic
  var output = OutputOptions()
  var general = GeneralOptions()

  func run(in context: Context) throws -> ExitStatus {
    let targets = try output.targets(default: .table, in: context)
    for target in targets { try target.destination.check() }
    let store = try Store(path: context.storePath(general.store))
    var report = try store.rateList(of: store.requiredRateCard(card))
    for target in targets {
      try target.write(tablesOf: &report, in: context, isQuiet: general.isQuiet)
    }
    return .done
  }
}

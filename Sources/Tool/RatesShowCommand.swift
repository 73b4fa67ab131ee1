internal import Arguments
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
    try output.write(in: context, isQuiet: general.isQuiet) {
      let store = try Store(path: context.storePath(general.store))
      return try store.rateList(of: store.requiredRateCard(card))
    }
    return .done
  }
}

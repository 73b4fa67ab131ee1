internal import Arguments
internal import Tally

/// `calltally rates list`.
struct RatesListCommand: ToolCommand {
  static let name = "rates list"
  static let summary = "Lists the rate cards and their versions."
  static let examples = [
    Example("calltally rates list", "All versions of all cards.")
  ]
  static let arguments: ArgumentList<Self> = [
    .include(\.output, OutputOptions.arguments),
    .include(\.general, GeneralOptions.arguments),
  ]
  var output = OutputOptions()
  var general = GeneralOptions()

  func run(in context: Context) throws -> ExitStatus {
    try output.write(in: context, isQuiet: general.isQuiet) {
      try Store(path: context.storePath(general.store)).rateCardList()
    }
    return .done
  }
}

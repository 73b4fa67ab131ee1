internal import Arguments
internal import Export
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
    let targets = try output.targets(default: .table, in: context)
    for target in targets { try target.destination.check() }
    let store = try Store(path: context.storePath(general.store))
    var report = try store.rateCardList()
    for target in targets {
      try target.write(tablesOf: &report, in: context, isQuiet: general.isQuiet)
    }
    return .done
  }
}

internal import Arguments
internal import Export
internal import Tally

/// `calltally currency list`.
struct CurrencyListCommand: ToolCommand {
  static let name = "currency list"
  static let summary = "Lists what other currencies were worth."
  static let examples = [
    Example("calltally currency list", "All currencies and months that were imported.")
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
    var report = try Store(path: context.storePath(general.store)).currencyList()
    for target in targets {
      try target.write(tablesOf: &report, in: context, isQuiet: general.isQuiet)
    }
    return .done
  }
}

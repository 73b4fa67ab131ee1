internal import Arguments
internal import Tally

/// `calltally currency import`.
struct CurrencyImportCommand: ToolCommand {
  static let name = "currency import"
  static let summary = "Takes in what other currencies were worth, month by month."
  static let discussion = [
    "The file is CSV with the columns month, currency and usd_per_unit, such as "
      + "2026-10,EUR,1.0842: what one unit was worth in US dollars in that month (UTC). A rate that "
      + "differs from one that is known replaces it, and is told. A file with anything wrong in it "
      + "is refused whole."
  ]
  static let examples = [
    Example("calltally currency import currencies.csv", "Rates of one or many months.")
  ]
  static let arguments: ArgumentList<Self> = [
    .positional("FILE", \.path, completion: .files, help: "A CSV file of rates."),
    .option(
      "lock-wait",
      \.lockWait,
      "SECONDS",
      help: "How long to wait while another process writes to the store."
    ),
    .include(\.general, GeneralOptions.arguments),
  ]
  var path = ""
  var lockWait = Seconds(0)
  var general = GeneralOptions()

  func run(in context: Context) throws -> ExitStatus {
    let file = try CurrencyFile(path: path)
    let change = try StoreChange(
      path: context.storePath(general.store),
      lockWaitSeconds: lockWait.count
    )
    let summary = try file.write(to: change)
    try change.commit()
    for change in summary.changes { context.tell("calltally: \(change)") }
    if !general.isQuiet {
      context.tell(
        "\(summary.added) rates added, \(summary.changes.count) changed, "
          + "\(summary.unchanged) unchanged"
      )
    }
    return .done
  }
}

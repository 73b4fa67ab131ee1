internal import Arguments
internal import Export
internal import Reports
internal import Tally

/// `calltally rates check`.
struct RatesCheckCommand: ToolCommand {
  static let name = "rates check"
  static let summary = "Lists the numbers that were dialled and have no rate."
  static let discussion = [
    "The exit status is 4 where there are any. Numbers that are not E.164 have none either."
  ]
  static let examples = [
    Example("calltally rates check --month last", "What the card lacks for last month.")
  ]
  static let arguments: ArgumentList<Self> = [
    .option(
      "card",
      \.card,
      "NAME[@VERSION]",
      help: "The rate card that attempts are rated by, or none; the only one unless given."
    ),
    .include(\.period, PeriodOptions.arguments),
    .include(\.filters, FilterOptions.arguments),
    .include(\.output, OutputOptions.arguments),
    .include(\.general, GeneralOptions.arguments),
  ]
  var card: RateCardChoice?
  var period = PeriodOptions()
  var filters = FilterOptions()
  var output = OutputOptions()
  var general = GeneralOptions()

  func run(in context: Context) throws -> ExitStatus {
    let targets = try output.targets(default: .table, in: context)
    for target in targets { try target.destination.check() }
    let store = try Store(path: context.storePath(general.store))
    let zone = try PeriodOptions.zone(period.zone ?? "UTC")
    let review = try RateReview(
      of: store,
      period: try period.request().period(in: zone, now: context.now),
      filters: filters.filters
    )
    var report = try review.unrated(by: store.requiredRateCard(card ?? .automatic))
    let isComplete = report.tables[0].rows.isEmpty
    for target in targets {
      try target.write(tablesOf: &report, in: context, isQuiet: general.isQuiet)
    }
    return isComplete ? .done : .checkFailed
  }
}

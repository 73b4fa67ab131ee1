internal import Arguments
internal import Export
internal import Tally

/// `calltally rates diff`.
struct RatesDiffCommand: ToolCommand {
  static let name = "rates diff"
  static let summary = "Shows what rating by another card would change."
  static let discussion = [
    "Attempts are rated by both, and nothing is written. Rows are pairs of rates; a cost that is not "
      + "known counts as none in the difference."
  ]
  static let examples = [
    Example(
      "calltally rates diff twilio@1 twilio@2 --month 2026-10",
      "What a new version means for October."
    )
  ]
  static let arguments: ArgumentList<Self> = [
    .positional("OLD", \.old, help: "The card to begin with, NAME or NAME@VERSION."),
    .positional("NEW", \.new, help: "The card to compare with it."),
    .include(\.period, PeriodOptions.arguments),
    .include(\.filters, FilterOptions.arguments),
    .include(\.output, OutputOptions.arguments),
    .include(\.general, GeneralOptions.arguments),
  ]
  var old = RateCardChoice.automatic
  var new = RateCardChoice.automatic
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
    var report = try review.difference(
      from: store.requiredRateCard(old),
      to: store.requiredRateCard(new)
    )
    for target in targets {
      try target.write(tablesOf: &report, in: context, isQuiet: general.isQuiet)
    }
    return .done
  }
}

internal import Arguments
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
    .rateCard(\.card),
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
    var isComplete = true
    try output.write(in: context, isQuiet: general.isQuiet) {
      let store = try Store(path: context.storePath(general.store))
      let review = try RateReview(
        of: store,
        period: try period.period(in: context),
        filters: filters.filters
      )
      let report = try review.unrated(by: store.requiredRateCard(card ?? .automatic))
      isComplete = report.tables[0].rows.isEmpty
      return report
    }
    return isComplete ? .done : .checkFailed
  }
}

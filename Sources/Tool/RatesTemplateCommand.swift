internal import Arguments
internal import Tally

/// `calltally rates template`.
struct RatesTemplateCommand: ToolCommand {
  static let name = "rates template"
  static let summary = "Writes a rate card for the countries that were dialled, without its prices."
  static let examples = [
    Example("calltally rates template", "A card to be filled in and imported.")
  ]
  static let arguments: ArgumentList<Self> = [
    .include(\.period, PeriodOptions.arguments),
    .include(\.filters, FilterOptions.arguments),
    .include(\.general, GeneralOptions.arguments),
  ]
  var period = PeriodOptions()
  var filters = FilterOptions()
  var general = GeneralOptions()

  func run(in context: Context) throws -> ExitStatus {
    let store = try Store(path: context.storePath(general.store))
    let zone = try PeriodOptions.zone(period.zone ?? "UTC")
    let review = try RateReview(
      of: store,
      period: try period.request().period(in: zone, now: context.now),
      filters: filters.filters
    )
    try context.print(try review.template())
    return .done
  }
}

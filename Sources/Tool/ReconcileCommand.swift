internal import Arguments
internal import Reports
internal import Tally

/// `calltally reconcile`.
struct ReconcileCommand: ToolCommand {
  static let name = "reconcile"
  static let summary = "Leads from OneUptime's records to the carrier's bill, reason by reason."
  static let discussion = [
    "Begins with what the period's attempts cost by their records, or else by the rate card, and "
      + "ends with what the carrier billed. Each line between is the sum of differences that have "
      + "the same reason, and all of them add up exactly. One table for each currency.",
    "The carrier's months end in --carrier-tz, attempts' months in --tz. Exit status 4 says that "
      + "more than --tolerance has no reason.",
  ]
  static let examples = [
    Example("calltally reconcile --month 2026-10", "Why October cost what it did."),
    Example(
      "calltally reconcile --month last --tz America/New_York --invoice 1234.56 -o october.xlsx",
      "A workbook that ends with the carrier's invoice."
    ),
    Example(
      "calltally reconcile --month 2026-10 --details --output october.csv",
      "Also every attempt and leg behind the lines, in a file of its own."
    ),
  ]
  static let arguments: ArgumentList<Self> = [
    .include(\.period, PeriodOptions.arguments),
    .section(
      "Carrier",
      [
        .option(
          "carrier-tz",
          \.carrierZone,
          "ZONE",
          help: "The time zone in which the carrier's months end."
        ),
        .option("account", \.account, "SID", help: "Count the legs of one account only."),
        .option("currency", \.currency, "CODE", help: "Show one currency only, such as USD."),
        .flag(
          "convert",
          \.convertsCurrencies,
          help: "Convert other currencies to US dollars by the rates of their months."
        ),
        .option(
          "increment",
          \.increment,
          "SECONDS",
          help: "What the carrier rounds up to."
        ),
      ]
    ),
    .section(
      "Cost",
      [
        .rateCard(\.card)
      ]
    ),
    .section(
      "Bill",
      [
        .option(
          "invoice",
          \.invoice,
          "AMOUNT",
          help: "The invoice's total, with which the table is to end."
        ),
        .option(
          "tolerance",
          \.tolerance,
          "AMOUNT",
          help: "How much may be without a reason before the exit status is 4."
        ),
        .flag("details", \.showsDetails, help: "List every attempt and leg behind the lines."),
      ]
    ),
    .section(
      "Filters",
      [
        .selection(
          "project",
          \.projects,
          "PROJECT",
          help: "Attempts of this project: id or name."
        )
      ]
    ),
    .include(\.output, OutputOptions.arguments),
    .include(\.general, GeneralOptions.arguments),
  ]
  var period = PeriodOptions()
  var carrierZone = "UTC"
  var account: String?
  var currency: CurrencyCode?
  var convertsCurrencies = false
  var increment = Seconds(60)
  var card: RateCardChoice?
  var invoice: Amount?
  var tolerance = Amount(units: 0)
  var showsDetails = false
  var projects = Arguments.Selection<String>()
  var output = OutputOptions()
  var general = GeneralOptions()

  func run(in context: Context) throws -> ExitStatus {
    var isExplained = true
    try output.write(in: context, isQuiet: general.isQuiet) {
      let asked = try period.request()
      var filters = FilterOptions()
      filters.projects = projects
      var request = ReconcileRequest(
        period: try asked.period(in: PeriodOptions.zone(period.zone ?? "UTC"), now: context.now),
        billingPeriod: try asked.period(in: PeriodOptions.zone(carrierZone), now: context.now),
        filters: filters.filters
      )
      request.account = account
      request.currency = currency?.code
      request.convertsCurrencies = convertsCurrencies
      request.rateCard = card ?? .automatic
      request.incrementSeconds = Int64(max(increment.count, 1))
      request.invoiceUnits = invoice?.units
      request.toleranceUnits = tolerance.units
      request.listsDifferences = showsDetails
      let store = try Store(path: context.storePath(general.store))
      let (report, explained) = try Reconciliation(of: store, for: request).report()
      isExplained = explained
      return report
    }
    return isExplained ? .done : .checkFailed
  }
}

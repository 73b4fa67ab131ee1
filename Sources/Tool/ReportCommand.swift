internal import Arguments
internal import Export
internal import Reports
internal import Tally

/// `calltally report`.
struct ReportCommand: ToolCommand {
  static let name = "report"
  static let summary = "Answer rates, durations and cost, grouped by anything."
  static let discussion = [
    "Groups by any combination of dimensions and shows any of the metrics, exactly. A definition "
      + "file says all of it once; what is given beside it has precedence."
  ]
  static let examples = [
    Example("calltally report --by user --month last", "Who answered last month."),
    Example(
      "calltally report --by user,rule --month 2026-09 --tz America/New_York --output september.xlsx",
      "A workbook of September as it was in New York."
    ),
    Example(
      "calltally report --by day --metrics cost_usd,attempts --sort cost_usd:desc --top 5",
      "The five days that cost most."
    ),
    Example("calltally report reports/monthly-billing.json5", "A report defined in a file."),
  ]
  static let arguments: ArgumentList<Self> = [
    .positional(
      "DEFINITION",
      \.definition,
      completion: .files,
      help: "A report definition (JSON5)."
    ),
    .section(
      "Report",
      [
        .option(
          "by",
          short: "b",
          \.dimensions,
          "DIMENSION",
          separator: ",",
          completion: .choices(Dimension.allCases.map(\.rawValue)),
          help: "What rows are grouped by, in this order; month unless given."
        ),
        .option(
          "metrics",
          \.metrics,
          "METRIC",
          separator: ",",
          completion: .choices(["all", "default"] + Metric.allCases.map(\.rawValue)),
          help: "Which columns, in this order; all or default for a set of them."
        ),
        .option(
          "sort",
          \.sort,
          "COLUMN[:desc]",
          help: "The order of the rows, if not by dimensions."
        ),
        .option("top", \.top, "N", help: "Keep the first N rows and add one of all others."),
        .option("title", \.title, "TEXT", help: "The report's title."),
        .flag(
          "explain",
          \.explains,
          help: "Show what is behind the report instead: what is left out and why, definitions, "
            + "and for each row the command that lists its attempts."
        ),
      ]
    ),
    .include(\.costs, CostOptions.arguments),
    .include(\.period, PeriodOptions.arguments),
    .include(\.filters, FilterOptions.arguments),
    .include(\.output, OutputOptions.arguments),
    .include(\.general, GeneralOptions.arguments),
  ]
  var definition: String?
  var dimensions: [String]?
  var metrics: [String]?
  var sort: String?
  var top: Int?
  var title: String?
  var explains = false
  var costs = CostOptions()
  var period = PeriodOptions()
  var filters = FilterOptions()
  var output = OutputOptions()
  var general = GeneralOptions()

  func run(in context: Context) throws -> ExitStatus {
    let settings = try ReportSettings(self, in: context)
    for target in settings.targets { try target.destination.check() }
    let store = try Store(path: context.storePath(general.store))
    if let list = settings.list {
      guard !explains else { throw MisuseError.definitionAndList(option: "--explain") }
      try AttemptListing(request: list, targets: settings.targets)
        .write(from: store, in: context, general)
      return .done
    }
    if explains {
      let explanation = try ReportExplanation(
        of: settings.request,
        in: store,
        storePath: general.store
      )
      var report = try explanation.report()
      for target in settings.targets {
        try target.write(tablesOf: &report, in: context, isQuiet: general.isQuiet)
      }
      return .done
    }
    var report = try ReportBuilder(source: store).report(for: settings.request)
    if !general.isQuiet, report.tables.allSatisfy(\.isEmpty) {
      context.tell(
        "calltally: no attempt is in this period and under these filters; 'calltally "
          + "status' tells from when to when there are any"
      )
    }
    for target in settings.targets {
      try target.write(tablesOf: &report, in: context, isQuiet: general.isQuiet)
    }
    return .done
  }
}

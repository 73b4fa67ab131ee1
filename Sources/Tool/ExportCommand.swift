internal import Arguments
internal import Export
internal import Reports
internal import Tally

/// `calltally export`.
struct ExportCommand: ToolCommand {
  static let name = "export"
  static let summary = "Writes the attempts themselves, one row each."
  static let discussion = [
    "Every column that is stored and those derived from it (outcome, position, round, ring "
      + "seconds, effective cost), or the columns that are chosen. Rows come in the order of their "
      + "start; memory does not grow with their number."
  ]
  static let examples = [
    Example("calltally export --month last --output attempts.xlsx", "Last month as a workbook."),
    Example(
      "calltally export --columns id,started_at,user_email,outcome --output september.csv",
      "Four columns, in this order."
    ),
    Example(
      "calltally export --format ndjson --outcome no_answer",
      "What nobody answered, as NDJSON."
    ),
  ]
  static let arguments: ArgumentList<Self> = [
    .section(
      "Columns",
      [
        .option(
          "columns",
          \.columns,
          "COLUMN",
          separator: ",",
          completion: .choices(AttemptListColumn.allCases.map(\.rawValue)),
          help: "Which columns, in this order; all of them unless given."
        )
      ]
    ),
    .include(\.costs, CostOptions.arguments),
    .include(\.period, PeriodOptions.arguments),
    .include(\.filters, FilterOptions.arguments),
    .include(\.output, OutputOptions.arguments),
    .include(\.general, GeneralOptions.arguments),
  ]
  var columns: [String]?
  var costs = CostOptions()
  var period = PeriodOptions()
  var filters = FilterOptions()
  var output = OutputOptions()
  var general = GeneralOptions()

  func run(in context: Context) throws -> ExitStatus {
    let targets = try output.targets(default: .csv, in: context)
    var request = AttemptList.Request(
      title: "Attempts",
      period: try period.period(in: context),
      filters: filters.filters,
      costBasis: costs.basis ?? .effective,
      rateCard: costs.card ?? .automatic
    )
    request.inboundAllocation = costs.allocation
    if let columns { request.columns = try AttemptListColumn.list(columns) }
    try AttemptListing(request: request, targets: targets)
      .write(from: Store(path: context.storePath(general.store)), in: context, general)
    return .done
  }
}

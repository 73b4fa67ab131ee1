internal import Arguments
internal import Export
internal import Reports
internal import Tally

/// `calltally query`.
struct QueryCommand: ToolCommand {
  static let name = "query"
  static let summary = "Runs one read-only SQL statement on the store's views."
  static let discussion = [
    "The views are attempts, calls, users, rules, policies, projects, costs, rates, currency_rates, "
      + "carrier_calls and carrier_matches; ids are text, instants ISO 8601 in UTC. A statement that "
      + "would write is refused before it runs."
  ]
  static let examples = [
    Example(
      "calltally query 'SELECT status, count(*) AS attempts FROM attempts GROUP BY 1'",
      "Statuses and how often they occur."
    ),
    Example(
      "calltally query reports/longest-rings.sql --format csv",
      "A statement kept in a file."
    ),
  ]
  static let arguments: ArgumentList<Self> = [
    .positional(
      "SQL",
      \.statement,
      completion: .files,
      help: "A statement, or a file that ends in .sql."
    ),
    .option(
      "time-limit",
      \.timeLimit,
      "SECONDS",
      help: "Give up after this long; 0 is never."
    ),
    .include(\.output, OutputOptions.arguments),
    .include(\.general, GeneralOptions.arguments),
  ]
  var statement = ""
  var timeLimit = Seconds(60)
  var output = OutputOptions()
  var general = GeneralOptions()

  func run(in context: Context) throws -> ExitStatus {
    let targets = try output.targets(default: .table, in: context)
    for target in targets { try target.destination.check() }
    let store = try Store(path: context.storePath(general.store))
    let question = try QueryText(statement)
    for target in targets {
      // Each place gets its own run: the rows of a large answer are not kept.
      var source = Source(
        query: try StoreQuery(question.sql, in: store, timeLimitSeconds: timeLimit.count)
      )
      try target.write(&source, in: context, isQuiet: general.isQuiet)
    }
    return .done
  }

  private struct Source: ReportSource {
    let query: StoreQuery

    mutating func write(to writer: inout some ReportWriter & ~Copyable) throws -> Report {
      let report = query.report
      try writer.begin(report)
      try writer.beginTable(report.tables[0])
      try query.forEachRow { try writer.writeRow($0) }
      try writer.endTable(totals: nil)
      return report
    }
  }
}

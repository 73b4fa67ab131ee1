internal import Arguments
internal import Tally

/// `calltally carrier import twilio`.
struct CarrierImportCommand: ToolCommand {
  static let name = "carrier import twilio"
  static let summary = "Takes Twilio's records of calls into the store: what each leg really cost."
  static let discussion = [
    "Reads the Call resource as Twilio's API sends it (pages with \"calls\", single calls, arrays, "
      + "NDJSON) and the CSV of its console, plain, gzip or zstd. What a column is for is told by "
      + "its name.",
    "Records are matched by their sid, and for each field the newest one wins: import a month while "
      + "it runs and again when it is settled, in any order.",
    "Prices keep their currency. What cannot be taken in costs only itself, is told, and makes the "
      + "exit status 3.",
  ]
  static let examples = [
    Example("calltally carrier import twilio calls/", "Every file in a directory."),
    Example(
      "calltally carrier import twilio --account AC00000000000000000000000000000001 calls.json",
      "One account of a file that has several."
    ),
    Example(
      "calltally carrier import twilio --currency USD console.csv",
      "A CSV that does not say which currency its prices are in."
    ),
  ]
  static let arguments: ArgumentList<Self> = [
    .positional(
      "PATH",
      \.paths,
      completion: .files,
      help: "Files and directories; '-' is standard input."
    ),
    .option("account", \.account, "SID", help: "Keep the records of one account."),
    .option(
      "currency",
      \.currency,
      "CODE",
      help: "The currency of prices that come without one, such as USD."
    ),
    .strict(\.isStrict),
    .rejects(\.rejects),
    .dryRun(\.isDryRun),
    .jsonSummary(\.isJSON),
    .lockWait(\.lockWait),
    .include(\.general, GeneralOptions.arguments),
  ]
  var paths: [String] = []
  var account: String?
  var currency: CurrencyCode?
  var isStrict = false
  var rejects: String?
  var isDryRun = false
  var isJSON = false
  var lockWait = Seconds(0)
  var general = GeneralOptions()

  func run(in context: Context) throws -> ExitStatus {
    var request = CarrierImporter.Request(
      paths: paths,
      storePath: context.storePath(general.store)
    )
    request.account = account
    request.currency = currency?.code
    request.isStrict = isStrict
    request.isDryRun = isDryRun
    request.lockWaitSeconds = lockWait.count
    let console = try IntakeConsole(rejects: rejects, isJSON: isJSON, general, in: context)
    defer { console.progress.clear() }
    let summary = try CarrierImporter.run(
      request,
      onReject: { try console.tell($0) },
      onProgress: { step in console.progress.show { step.text(elapsed: $0) } }
    )
    try console.finish(
      warnings: summary.warnings,
      json: summary.json,
      sentence: summary.sentence,
      isDryRun: isDryRun
    )
    return summary.rejected > 0 ? .rejected : .done
  }
}

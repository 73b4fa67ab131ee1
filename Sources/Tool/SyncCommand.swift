internal import Arguments
internal import Remote
internal import Tally

/// `calltally sync`.
struct SyncCommand: ToolCommand {
  static let name = "sync"
  static let summary = "Brings the store up to date from OneUptime's REST API."
  static let discussion = [
    "Reads calls, attempts, and the names of policies, rules and users. The first sync reads all "
      + "there is, later ones what has changed since; one that was interrupted goes on where it was.",
    "The key is that of a project, made in Project Settings, API Keys. It needs the permission "
      + "Read Incoming Call Log Item; what others are missing is told, and reports go without.",
    "The exit status is 75 where trying again later can help: nobody answers, the server is busy "
      + "or fails, or the time limit is reached. What was read until then is kept.",
    "--verify finds attempts that the source has deleted. They stay in the store and in reports, "
      + "and are marked; the exit status is 4 where there are new ones. A period, such as --month "
      + "last, limits what is verified and nothing else.",
  ]
  static let examples = [
    Example(
      "calltally sync --url https://oneuptime.example.com --api-key-file key.txt",
      "What is new, or all of it for the first time."
    ),
    Example(
      "calltally sync --full",
      "Everything again, with the URL and the key from the environment."
    ),
    Example(
      "calltally sync --verify --month last",
      "What is new, and whether last month's attempts are all still there."
    ),
    Example("calltally sync --quiet --time-limit 600", "For cron: ten minutes at most."),
  ]
  static let arguments: ArgumentList<Self> = [
    .include(\.server, ServerOptions.arguments),
    .section(
      "Sync",
      [
        .flag("full", \.isFull, help: "Read everything, and not only what has changed."),
        .option(
          "look-back",
          \.lookBack,
          "TIME",
          help: "Read again from so long before the newest change on: 30m, 24h, 2d."
        ),
        .option(
          "page-size",
          \.pageSize,
          "RECORDS",
          help: "How many records a page has, 1 to 10000; fewer for slow servers."
        ),
        .flag(
          "verify",
          \.isVerifying,
          help: "Ask for the ids of all attempts too, and mark those the source has lost."
        ),
        .rejects(\.rejects),
        .jsonSummary(\.isJSON),
        .lockWait(\.lockWait),
      ]
    ),
    .include(\.period, PeriodOptions.arguments),
    .include(\.general, GeneralOptions.arguments),
  ]
  var server = ServerOptions()
  var isFull = false
  var lookBack = LookBack(seconds: 86_400)
  var pageSize = PageSize(count: ListReader.largestPageSize)
  var isVerifying = false
  var rejects: String?
  var isJSON = false
  var lockWait = Seconds(0)
  var period = PeriodOptions()
  var general = GeneralOptions()

  func run(in context: Context) throws -> ExitStatus {
    var request = SyncRequest(storePath: context.storePath(general.store))
    request.isFull = isFull
    request.lookBackSeconds = lookBack.seconds
    request.pageSize = pageSize.count
    request.lockWaitSeconds = lockWait.count
    request.verifies = isVerifying
    if period.isGiven {
      guard isVerifying else { throw MisuseError.periodWithoutVerify }
      request.verifiedPeriod = try period.period(in: context)
    }
    let console = try IntakeConsole(rejects: rejects, isJSON: isJSON, general, in: context)
    defer { console.progress.clear() }
    let summary = try Sync.run(
      request,
      server.client(in: context) { console.tell($0) },
      onReject: { try console.tell($0) },
      onWarning: { console.tell(warning: $0) },
      onProgress: { step in console.progress.show { _ in step.text } }
    )
    try console.finish(
      warnings: summary.records.warnings,
      json: summary.json,
      sentence: summary.sentence
    )
    if let outcome = summary.verification?.outcome, outcome.newlyMissingCount > 0 {
      return .checkFailed
    }
    return summary.records.rejected > 0 ? .rejected : .done
  }
}

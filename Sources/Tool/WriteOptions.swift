internal import Arguments
internal import Remote
internal import Tally

/// Whether something is done at the source or only told, and where it is written down.
struct WriteOptions: Sendable {
  var isConfirmed = false
  var log: String?
  var lockWait = Seconds(0)
  var isJSON = false
  var project: String?

  static let arguments: ArgumentList<Self> = [
    .flag("yes", short: "y", \.isConfirmed, help: "Do it; without, it is only told what would be."),
    .option(
      "log",
      \.log,
      "FILE",
      completion: .files,
      help: "Add each change to this file, one JSON object a line; else to STORE.changes.ndjson."
    ),
    .lockWait(\.lockWait),
    .jsonSummary(\.isJSON),
    .option("project", \.project, "PROJECT", help: "The project that the key is of: id or name."),
  ]

  var filters: [AttemptFilter] { project.map { [AttemptFilter(.project, $0)] } ?? [] }

  /// What sends changes; says so where a proxy blocks a method.
  func writer(
    _ server: ServerOptions,
    storePath: String,
    in context: Context,
    _ general: GeneralOptions,
    _ progress: ProgressLine
  ) throws -> SourceWriter {
    let tell = { (text: String) in
      guard !general.isQuiet else { return }
      progress.clear()
      context.tell("calltally: \(text)")
    }
    let client = try server.client(in: context) { tell("\($0.reason); asking again") }
    let endpoint = ItemEndpoint(client) {
      tell("a proxy does not let \($0.rawValue) through; using the POST that stands for it")
    }
    return SourceWriter(
      endpoint,
      storePath: storePath,
      lockWaitSeconds: lockWait.count,
      log: try ChangeLog(path: log ?? storePath + ".changes.ndjson"),
      now: { context.now }
    )
  }

  /// Tells what was done, or would be, as `json`'s members or in a sentence.
  func tell(
    json: String,
    _ sentence: String,
    in context: Context,
    _ general: GeneralOptions
  ) throws {
    if isJSON {
      try context.print("{\"dry_run\":\(!isConfirmed),\(json)}\n")
    } else if !general.isQuiet {
      context.tell(sentence)
    }
  }
}

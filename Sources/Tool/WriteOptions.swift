internal import Arguments
internal import Remote
internal import Tally

/// Whether something is done at the source or only told, and where it is written down.
struct WriteOptions: Sendable {
  var isConfirmed = false
  var log: String?
  var lockWait = Seconds(0)

  static let arguments: ArgumentList<Self> = [
    .flag("yes", short: "y", \.isConfirmed, help: "Do it; without, it is only told what would be."),
    .option(
      "log",
      \.log,
      "FILE",
      completion: .files,
      help: "Add each change to this file, one JSON object a line; else to STORE.changes.ndjson."
    ),
    .option(
      "lock-wait",
      \.lockWait,
      "SECONDS",
      help: "How long to wait while another process writes to the store."
    ),
  ]

  func changeLog(storePath: String) throws(ChangeLogError) -> ChangeLog {
    try ChangeLog(path: log ?? storePath + ".changes.ndjson")
  }

  /// The endpoint that changes are sent to; says so where a proxy blocks a method.
  func endpoint(
    _ server: ServerOptions,
    in context: Context,
    _ general: GeneralOptions,
    _ progress: ProgressLine
  ) throws -> ItemEndpoint {
    let tell = { (text: String) in
      guard !general.isQuiet else { return }
      progress.clear()
      context.tell("calltally: \(text)")
    }
    let client = try server.client(in: context) { tell("\($0.reason); asking again") }
    return ItemEndpoint(client) {
      tell("a proxy does not let \($0.rawValue) through; using the POST that stands for it")
    }
  }
}

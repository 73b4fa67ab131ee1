internal import Arguments
internal import Export
internal import Remote
internal import Tally

/// `calltally get`.
struct GetCommand: ToolCommand {
  static let name = "get"
  static let summary = "Shows one attempt, fresh from the server, and the story of its call."
  static let discussion = [
    "Asks the server for the attempt, the others of its call and the call itself, brings the store "
      + "up to date with them, and tells what happened, moment by moment. --offline tells what the "
      + "store knows and asks nobody."
  ]
  static let examples = [
    Example(
      "calltally get \(AttemptArgument.example) --url https://oneuptime.example.com",
      "One attempt as the server has it now."
    ),
    Example(
      "calltally get \(AttemptArgument.example) --offline --tz Europe/Berlin --json",
      "The same from the store alone, for a program."
    ),
  ]
  static let arguments: ArgumentList<Self> = [
    .positional("ID", \.attempt, help: "The attempt's _id."),
    .flag("offline", \.isOffline, help: "Ask no server; tell what the store knows."),
    .flag("json", \.isJSON, help: "Write JSON, like --format json."),
    .option("tz", \.zone, "ZONE", help: "The IANA time zone that times are told in, or local."),
    .lockWait(\.lockWait),
    .include(\.server, ServerOptions.arguments),
    .include(\.output, OutputOptions.arguments),
    .include(\.general, GeneralOptions.arguments),
  ]
  var attempt = AttemptArgument()
  var isOffline = false
  var isJSON = false
  var zone = "UTC"
  var lockWait = Seconds(0)
  var server = ServerOptions()
  var output = OutputOptions()
  var general = GeneralOptions()

  func run(in context: Context) throws -> ExitStatus {
    let format: Format = isJSON ? .json : .table
    try output.write(default: format, in: context, isQuiet: general.isQuiet) {
      let zone = try PeriodOptions.zone(zone)
      let path = context.storePath(general.store)
      if !isOffline { try refresh(path, in: context) }
      return try CallStory(ofAttempt: attempt.id, in: Store(path: path), zone: zone).report()
    }
    return .done
  }

  private func refresh(_ path: String, in context: Context) throws {
    let client = try server.client(in: context) { wait in
      if !general.isQuiet { context.tell("calltally: \(wait.reason); asking again") }
    }
    let refresh = AttemptRefresh(
      ItemEndpoint(client),
      storePath: path,
      lockWaitSeconds: lockWait.count,
      source: client.address.description
    )
    let gap = try refresh.refresh(attempt.id) { column, refusal in
      let whose = refusal.status == 422 ? "the key may not read" : "the server has no"
      context.tell("calltally: warning: \(whose) \"\(column.name)\", which is left out")
    }
    switch gap {
    case nil: break
    case .attempt:
      context.tell(
        "calltally: warning: the server has no such attempt; looking for it in the store"
      )
    case .call:
      context.tell("calltally: warning: the server has the record of its call no more")
    case .permission(let error):
      context.tell("calltally: warning: the record of its call was not read: \(error)")
    }
  }
}

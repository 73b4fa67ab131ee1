internal import Arguments
internal import Remote
internal import Tally

/// `calltally purge`.
struct PurgeCommand: ToolCommand {
  static let name = "purge"
  static let summary = "Deletes attempts at the source that the store keeps."
  static let discussion = [
    "OneUptime keeps incoming-call records for ever. This deletes, there and not here, the attempts "
      + "before a day that the store has. Each is asked for right before: one that has changed since "
      + "the store learned of it is left alone, and so is one that may still be ringing. Sync first.",
    "Without --yes nothing is deleted. The key needs the permission Project Admin or Project Owner. "
      + "The log has every deleted record whole; calltally restore --purged brings them back. A run "
      + "that was stopped is completed by running it again.",
  ]
  static let examples = [
    Example("calltally purge --source --before 2025-01-01", "How many would be deleted."),
    Example(
      "calltally purge --source --before 2025-01-01 --yes --api-key-file admin.key",
      "Delete them."
    ),
  ]
  static let arguments: ArgumentList<Self> = [
    .flag("source", \.isAtSource, help: "Say that the source is meant; the store keeps all."),
    .option(
      "before",
      \.before,
      "TIME",
      help: "The first moment whose attempts stay: a date, a month or an instant."
    ),
    .option("from", \.from, "TIME", help: "The first moment whose attempts go; else the first."),
    .option(
      "tz",
      \.zone,
      "ZONE",
      help: "The IANA time zone that days begin in, or local."
    ),
    .include(\.write, WriteOptions.arguments),
    .flag("json", \.isJSON, help: "Print what was done as one JSON object."),
    .option("project", \.project, "PROJECT", help: "The project that the key is of: id or name."),
    .include(\.server, ServerOptions.arguments),
    .include(\.general, GeneralOptions.arguments),
  ]
  var isAtSource = false
  var before: String?
  var from: String?
  var zone = "UTC"
  var write = WriteOptions()
  var isJSON = false
  var project: String?
  var server = ServerOptions()
  var general = GeneralOptions()

  func run(in context: Context) throws -> ExitStatus {
    guard isAtSource else { throw MisuseError.purgeWithoutSource }
    guard let before else { throw MisuseError.purgeWithoutBefore }
    let zone = try PeriodOptions.zone(zone)
    let period = try PeriodRequest(month: nil, from: from, to: before)
      .period(in: zone, now: context.now)
    let path = context.storePath(general.store)
    let purge = try SourcePurge(
      period: period,
      filters: project.map { [AttemptFilter(.project, $0)] } ?? [],
      in: Store(path: path)
    )
    guard write.isConfirmed else {
      if isJSON { try context.print("{\"dry_run\":true,\(purge.json)}\n") }
      if !isJSON, !general.isQuiet {
        context.tell("dry run, nothing was deleted: \(purge.sentence(in: zone)). --yes does it")
      }
      return .done
    }
    let progress = ProgressLine(isShown: context.showsProgress && !general.isQuiet)
    defer { progress.clear() }
    let endpoint = try write.endpoint(server, in: context, general, progress)
    let purger = AttemptPurger(
      endpoint,
      storePath: path,
      lockWaitSeconds: write.lockWait.count,
      log: try write.changeLog(storePath: path),
      now: { context.now }
    )
    let outcome = try purger.purge(purge.candidates) { step in
      progress.show { _ in "\(step.doneCount) of \(purge.candidates.count) attempts" }
    }
    progress.clear()
    if isJSON { try context.print("{\"dry_run\":false,\(purge.json),\(outcome.json)}\n") }
    if !isJSON, !general.isQuiet {
      context.tell(purge.sentence(in: zone) + "; " + outcome.sentence)
    }
    return outcome.changedCount > 0 ? .rejected : .done
  }
}

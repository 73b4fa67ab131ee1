internal import Arguments
internal import Remote
internal import Tally

/// `calltally restore`.
struct RestoreCommand: ToolCommand {
  static let name = "restore"
  static let summary = "Gives the source back attempts that it has lost."
  static let discussion = [
    "What the source has lost is known from calltally sync --verify; the store keeps it. This makes "
      + "those attempts again under their old ids, with what the store knows of them. An attempt "
      + "whose call is lost as well cannot be restored: OneUptime lets nobody create calls.",
    "Without --yes nothing is made. The key needs the permission Project Admin or Project Owner. A "
      + "run that was stopped is completed by running it again.",
  ]
  static let examples = [
    Example("calltally restore", "How many would be restored."),
    Example("calltally restore --yes --api-key-file admin.key", "Restore them."),
    Example("calltally restore --purged --month 2024-12 --yes", "Take back a purge."),
  ]
  static let arguments: ArgumentList<Self> = [
    .flag("purged", \.isOfPurged, help: "Restore what calltally purge has deleted, and only that."),
    .include(\.write, WriteOptions.arguments),
    .flag("json", \.isJSON, help: "Print what was done as one JSON object."),
    .option("project", \.project, "PROJECT", help: "The project that the key is of: id or name."),
    .include(\.period, PeriodOptions.arguments),
    .include(\.server, ServerOptions.arguments),
    .include(\.general, GeneralOptions.arguments),
  ]
  var isOfPurged = false
  var write = WriteOptions()
  var isJSON = false
  var project: String?
  var period = PeriodOptions()
  var server = ServerOptions()
  var general = GeneralOptions()

  func run(in context: Context) throws -> ExitStatus {
    let zone = try PeriodOptions.zone(period.zone ?? "UTC")
    let path = context.storePath(general.store)
    let restore = try SourceRestore(
      period: period.request().period(in: zone, now: context.now),
      filters: project.map { [AttemptFilter(.project, $0)] } ?? [],
      isOfPurged: isOfPurged,
      in: Store(path: path)
    )
    guard write.isConfirmed else {
      if isJSON { try context.print("{\"dry_run\":true,\(restore.json)}\n") }
      if !isJSON, !general.isQuiet {
        context.tell("dry run, nothing was restored: \(restore.sentence). --yes does it")
      }
      return .done
    }
    let progress = ProgressLine(isShown: context.showsProgress && !general.isQuiet)
    defer { progress.clear() }
    let endpoint = try write.endpoint(server, in: context, general, progress)
    var restorer = AttemptRestorer(
      endpoint,
      storePath: path,
      lockWaitSeconds: write.lockWait.count,
      log: try write.changeLog(storePath: path),
      now: { context.now }
    )
    let outcome = try restorer.restore(restore.candidates) { step in
      progress.show { _ in "\(step.doneCount) of \(restore.candidates.count) attempts" }
    }
    progress.clear()
    if isJSON { try context.print("{\"dry_run\":false,\(restore.json),\(outcome.json)}\n") }
    if !isJSON, !general.isQuiet { context.tell(restore.sentence + "; " + outcome.sentence) }
    return outcome.orphanedCount > 0 ? .rejected : .done
  }
}

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
    .include(\.period, PeriodOptions.arguments),
    .include(\.server, ServerOptions.arguments),
    .include(\.general, GeneralOptions.arguments),
  ]
  var isOfPurged = false
  var write = WriteOptions()
  var period = PeriodOptions()
  var server = ServerOptions()
  var general = GeneralOptions()

  func run(in context: Context) throws -> ExitStatus {
    let path = context.storePath(general.store)
    let restore = try SourceRestore(
      period: period.period(in: context),
      filters: write.filters,
      isOfPurged: isOfPurged,
      in: Store(path: path)
    )
    guard write.isConfirmed else {
      let sentence = restore.sentence
      try write.tell(
        json: restore.json,
        "dry run, nothing was restored: \(sentence). --yes does it",
        in: context,
        general
      )
      return .done
    }
    let progress = ProgressLine(isShown: context.showsProgress && !general.isQuiet)
    defer { progress.clear() }
    var restorer = AttemptRestorer(
      try write.writer(server, storePath: path, in: context, general, progress)
    )
    let outcome = try restorer.restore(restore.candidates) { step in
      progress.show { _ in "\(step.doneCount) of \(restore.candidates.count) attempts" }
    }
    progress.clear()
    try write.tell(
      json: "\(restore.json),\(outcome.json)",
      restore.sentence + "; " + outcome.sentence,
      in: context,
      general
    )
    return outcome.orphanedCount > 0 ? .rejected : .done
  }
}

internal import Arguments
internal import Export
internal import Remote
internal import Tally

/// `calltally push costs`.
struct PushCostsCommand: ToolCommand {
  static let name = "push costs"
  static let summary = "Writes what attempts cost into OneUptime's callCostInUSDCents."
  static let discussion = [
    "OneUptime never fills in the column. This writes what the carrier charged, or else what the "
      + "rate card says, of the attempts of a period. Costs that only the source itself knows are "
      + "left alone.",
    "The column holds whole cents. What is rounded off is carried from one attempt to the next in "
      + "the order of their start, so that the cents add up to the rounded sum.",
    "Without --yes nothing is sent, and what would be is listed. The key needs the permission "
      + "Project Admin or Project Owner. A run that was stopped is completed by running it again.",
  ]
  static let examples = [
    Example("calltally push costs --month last", "What would change."),
    Example(
      "calltally push costs --month 2026-10 --tz Europe/Berlin --yes --api-key-file admin.key",
      "Do it."
    ),
  ]
  static let arguments: ArgumentList<Self> = [
    .include(\.write, WriteOptions.arguments),
    .flag("json", \.isJSON, help: "Print what was done as one JSON object."),
    .option("project", \.project, "PROJECT", help: "The project that the key is of: id or name."),
    .include(\.period, PeriodOptions.arguments),
    .include(\.server, ServerOptions.arguments),
    .include(\.output, OutputOptions.arguments),
    .include(\.general, GeneralOptions.arguments),
  ]
  var write = WriteOptions()
  var isJSON = false
  var project: String?
  var period = PeriodOptions()
  var server = ServerOptions()
  var output = OutputOptions()
  var general = GeneralOptions()

  func run(in context: Context) throws -> ExitStatus {
    guard period.isGiven else { throw MisuseError.noPeriod(command: Self.name) }
    let zone = try PeriodOptions.zone(period.zone ?? "UTC")
    let period = try period.request().period(in: zone, now: context.now)
    let filters = project.map { [AttemptFilter(.project, $0)] } ?? []
    let path = context.storePath(general.store)
    let push = try CostPush(period: period, filters: filters, in: Store(path: path))
    guard write.isConfirmed else {
      if isJSON {
        try context.print("{\"dry_run\":true,\(push.json)}\n")
      } else {
        try list(push, period, filters, in: context)
      }
      return .done
    }
    let progress = ProgressLine(isShown: context.showsProgress && !general.isQuiet)
    defer { progress.clear() }
    let endpoint = try write.endpoint(server, in: context, general, progress)
    let pusher = CostPusher(
      endpoint,
      storePath: path,
      lockWaitSeconds: write.lockWait.count,
      log: try write.changeLog(storePath: path),
      now: { context.now }
    )
    let outcome = try pusher.push(push.changes) { step in
      progress.show { _ in "\(step.doneCount) of \(push.changes.count) attempts" }
    }
    progress.clear()
    if isJSON { try context.print("{\"dry_run\":false,\(push.json),\(outcome.json)}\n") }
    if !isJSON, !general.isQuiet { context.tell(push.sentence + "; " + outcome.sentence) }
    return outcome.missingCount > 0 ? .rejected : .done
  }

  private func list(
    _ push: CostPush,
    _ period: Period,
    _ filters: [AttemptFilter],
    in context: Context
  ) throws {
    let targets = try output.targets(default: .table, in: context)
    var report = push.report(period: period, filters: filters)
    for target in targets {
      try target.write(&report, in: context, isQuiet: general.isQuiet)
    }
    guard !general.isQuiet else { return }
    context.tell("dry run, nothing was sent: \(push.sentence). --yes does it")
  }
}

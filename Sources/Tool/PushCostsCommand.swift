internal import Arguments
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
    .rateCard(\.card),
    .include(\.period, PeriodOptions.arguments),
    .include(\.server, ServerOptions.arguments),
    .include(\.output, OutputOptions.arguments),
    .include(\.general, GeneralOptions.arguments),
  ]
  var write = WriteOptions()
  var card: RateCardChoice?
  var period = PeriodOptions()
  var server = ServerOptions()
  var output = OutputOptions()
  var general = GeneralOptions()

  func run(in context: Context) throws -> ExitStatus {
    guard period.isGiven else { throw MisuseError.noPeriod(command: Self.name) }
    let period = try period.period(in: context)
    let path = context.storePath(general.store)
    let push = try CostPush(
      period: period,
      filters: write.filters,
      card: card ?? .automatic,
      in: Store(path: path)
    )
    if let warning = push.warning { context.tell("calltally: warning: \(warning)") }
    guard write.isConfirmed else {
      if !write.isJSON {
        try output.write(in: context, isQuiet: general.isQuiet) {
          push.report(period: period, filters: write.filters)
        }
      }
      try write.tell(
        json: push.json,
        "dry run, nothing was sent: \(push.sentence). --yes does it",
        in: context,
        general
      )
      return .done
    }
    let progress = ProgressLine(isShown: context.showsProgress && !general.isQuiet)
    defer { progress.clear() }
    let pusher = CostPusher(
      try write.writer(server, storePath: path, in: context, general, progress)
    )
    let outcome = try pusher.push(push.changes) { step in
      progress.show { _ in "\(step.doneCount) of \(push.changes.count) attempts" }
    }
    progress.clear()
    try write.tell(
      json: "\(push.json),\(outcome.json)",
      push.sentence + "; " + outcome.sentence,
      in: context,
      general
    )
    return outcome.missingCount > 0 ? .rejected : .done
  }
}

internal import Arguments
internal import Tally

/// `calltally carrier match`.
struct CarrierMatchCommand: ToolCommand {
  static let name = "carrier match"
  static let summary = "Finds out anew which of the carrier's legs was for which attempt."
  static let discussion = [
    "Imports do this by themselves. It is of use after one that did not end, and to choose another "
      + "tolerance, which is kept.",
    "A leg is matched by the sid of the call it was dialled for, the number and the time; where "
      + "OneUptime does not have the sid, by number and time alone. Where two would do about as well "
      + "none is chosen.",
  ]
  static let examples = [
    Example("calltally carrier match", "After an import that was interrupted."),
    Example("calltally carrier match --tolerance 20", "At most 20 seconds apart."),
  ]
  static let arguments: ArgumentList<Self> = [
    .option(
      "tolerance",
      \.tolerance,
      "SECONDS",
      help: "How far apart a leg and its attempt may be at most; 60 unless ever given."
    ),
    .flag("json", \.isJSON, help: "Print what was done as one JSON object."),
    .option(
      "lock-wait",
      \.lockWait,
      "SECONDS",
      help: "How long to wait while another process writes to the store."
    ),
    .include(\.general, GeneralOptions.arguments),
  ]
  var tolerance: Seconds?
  var isJSON = false
  var lockWait = Seconds(0)
  var general = GeneralOptions()

  func run(in context: Context) throws -> ExitStatus {
    let summary = try CarrierMatching.run(
      path: context.storePath(general.store),
      toleranceSeconds: tolerance?.count,
      lockWaitSeconds: lockWait.count
    )
    if isJSON { try context.print(summary.json + "\n") }
    if !general.isQuiet, !isJSON { context.tell(summary.sentence) }
    return .done
  }
}

internal import Remote
internal import Tally

/// What people see while records are taken in: how far it has come, what is refused, what came of
/// it.
final class IntakeConsole {
  let progress: ProgressLine
  private let rejectLog: RejectLog
  private let isJSON: Bool
  private let isQuiet: Bool
  private let context: Context

  /// Opens the file of what is refused, where one is wanted, before any work is done.
  init(
    rejects path: String?,
    isJSON: Bool,
    _ general: GeneralOptions,
    in context: Context
  ) throws {
    self.context = context
    self.isJSON = isJSON
    isQuiet = general.isQuiet
    rejectLog = try RejectLog(path: path, context: context)
    progress = ProgressLine(isShown: context.showsProgress && !general.isQuiet)
  }

  func tell(_ reject: Reject) throws {
    progress.clear()
    try rejectLog.add(reject)
  }

  func tell(warning: String) {
    progress.clear()
    context.tell("calltally: warning: \(warning)")
  }

  func tell(_ wait: HTTPWait) {
    guard !isQuiet else { return }
    progress.clear()
    context.tell("calltally: \(wait.description)")
  }

  /// Completes the file, and tells what was done.
  func finish(
    warnings: [String],
    json: String,
    sentence: String,
    isDryRun: Bool = false
  ) throws {
    progress.clear()
    try rejectLog.finish()
    for warning in warnings { tell(warning: warning) }
    if isJSON {
      try context.print(json + "\n")
    } else if !isQuiet {
      context.tell((isDryRun ? "dry run, nothing was kept: " : "") + sentence)
    }
  }
}

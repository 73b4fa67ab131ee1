internal import Export
internal import Tally

/// Tells of records that were refused: all of them to a file, the first few to people.
final class RejectLog {
  private static let toldCount = 10

  private let context: Context
  private let path: String?
  private var lines: RejectFile?
  private var count = 0

  /// Opens the file, where one is wanted, before any work is done.
  init(path: String?, context: Context) throws {
    self.path = path
    self.context = context
    lines = try path.map(RejectFile.init)
  }

  func add(_ reject: Reject) throws {
    count += 1
    if count <= Self.toldCount { context.tell("calltally: \(reject)") }
    try lines?.append(reject.json)
  }

  /// Completes the file and tells how many there were.
  func finish() throws {
    try lines?.finish()
    guard count > Self.toldCount else { return }
    let rest = count - Self.toldCount
    context.tell(
      path.map { "calltally: and \(rest) more, all of them in \($0)" }
        ?? "calltally: and \(rest) more; --rejects FILE keeps all of them"
    )
  }
}

import Support
import Testing

@testable import Tally

/// A folder with a store in it, into which a test imports texts and files.
struct ImportFolder: ~Copyable {
  /// What an import came to: its counts, and the records it did not take in.
  struct Outcome {
    var summary: ImportSummary
    var rejects: [Reject]

    var reasons: [RejectReason] { rejects.map(\.reason) }
    var attempts: RecordCounters { summary[.attempts] }
  }

  let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  var store: String { directory.file("store") }

  /// Imports files of this folder by their names.
  func run(
    _ names: String...,
    strict: Bool = false,
    dryRun: Bool = false
  ) throws -> Outcome {
    var request = Importer.Request(paths: names.map { directory.file($0) }, storePath: store)
    request.isStrict = strict
    request.isDryRun = dryRun
    var rejects: [Reject] = []
    let summary = try Importer.run(request, onReject: { rejects.append($0) })
    return Outcome(summary: summary, rejects: rejects)
  }

  func run(text: String, strict: Bool = false, dryRun: Bool = false) throws -> Outcome {
    try directory.write(text, to: "input")
    return try run("input", strict: strict, dryRun: dryRun)
  }

  func run(bytes: [UInt8]) throws -> Outcome {
    try directory.write(bytes, to: "input")
    return try run("input")
  }

  /// The rows of an answer, columns between bars, anything but ASCII escaped.
  func answer(_ sql: String) throws -> [String] {
    try StoreImage.answer(sql, of: store)
  }
}

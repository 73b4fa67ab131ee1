import Support

@testable import Tally

/// Tables to put into an archive, among them ours, and what must come of them.
struct ArchiveSample {
  private(set) var tables: [ArchiveWriter.Table] = []
  private(set) var attemptCount = 0

  init(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    attemptCount = Int.random(in: 0...300, using: &random)
    let split = Int.random(in: 0...attemptCount, using: &random)
    tables = [
      table("IncomingCallLogItem", ["_id", "incomingCallLogId", "isAnswered"], 0..<split) {
        "\(PlainAttempt.id($0))\t\(PlainAttempt.call)\tf"
      },
      // A partition's rows, or those of a second schema.
      table("IncomingCallLogItem", ["isAnswered", "_id"], split..<attemptCount) {
        "t\t\(PlainAttempt.id($0))"
      },
      table("User", ["_id", "name", "password"], 0..<20) {
        "\(PlainAttempt.id(5000 + $0))\tsome \\t body\tsecret"
      },
      table("Probe", ["_id", "answer"], 0..<400) { "\($0)\t\(String(repeating: "x", count: 90))" },
      table("Empty", ["_id"], 0..<0) { "\($0)" },
      table("", [], 0..<50) { "COPY \($0)" },
    ]
    tables.shuffle(using: &random)
  }

  private func table(
    _ name: String,
    _ columns: [String],
    _ numbers: Range<Int>,
    row: (Int) -> String
  ) -> ArchiveWriter.Table {
    let rows = numbers.map { row($0) + "\n" }.joined()
    return ArchiveWriter.Table(name: name, columns: columns, rows: Array(rows.utf8))
  }
}

import Support
import Testing

@testable import Tally

/// Any records, in any order, in any form, any number of times: the same store.
@Suite struct MergeTests {
  @Test(arguments: 0..<20)
  func `any order and number of imports gives what the naive merge gives`(block: UInt64) throws {
    for seed in block * 5..<block * 5 + 5 {
      let history = History(seed: seed)
      var reference = ReferenceStore()
      for record in history.records { reference.add(record) }

      let first = try Self.image(of: history, seed: seed &* 2)
      try #require(first.listed == reference.attemptLines, "seed \(seed)")
      try #require(first.answers[0] == reference.callLines, "seed \(seed)")
      try #require(
        first.answers[1] == reference.lines(of: .users, "name", "email", "timezone"),
        "seed \(seed)"
      )
      try #require(first.answers[2] == reference.lines(of: .projects, "name"), "seed \(seed)")
      let lost = reference.countedAttempts.count { reference.isDimensionLost($0) }
      #expect(first.quality.contains("dimension_lost \(lost)"), "seed \(seed)")

      let second = try Self.image(of: history, seed: seed &* 2 &+ 1)
      try #require(first.list == second.list, "seed \(seed)")
      try #require(first.quality == second.quality, "seed \(seed)")
      for (left, right) in zip(first.answers, second.answers) {
        try #require(left == right, "seed \(seed)")
      }
    }
  }

  @Test(arguments: ["statusMessage", "userPhoneNumber", "status", "zUnknown"])
  func `texts that only look the same are decided by their bytes`(key: String) throws {
    let composed = PlainAttempt.json(1, ",\"\(key)\":\"\u{E9}\"")
    let decomposed = PlainAttempt.json(1, ",\"\(key)\":\"e\u{301}\"")
    try expectSame(
      [composed, decomposed],
      "SELECT number, status, status_message, extra FROM attempts"
    )
  }

  @Test func `names that only look the same are decided by their bytes`() throws {
    func user(_ name: String) -> String {
      "{\"_id\":\"\(PlainAttempt.id(1))\",\"email\":null,\"name\":\"\(name)\"}"
    }
    try expectSame([user("\u{E9}"), user("e\u{301}")], "SELECT name FROM users")
  }

  @Test func `keys that only look the same are two keys`() throws {
    let folder = try ImportFolder()
    let composed = "\"\u{E9}\":1"
    let decomposed = "\"e\u{301}\":2"
    try expectSame(
      [
        PlainAttempt.json(1, ",\(composed),\(decomposed)"),
        PlainAttempt.json(1, ",\(decomposed),\(composed)"),
      ],
      "SELECT extra FROM attempts"
    )
    let outcome = try folder.run(text: PlainAttempt.json(1, ",\(composed),\(decomposed)"))
    #expect(outcome.rejects.isEmpty)
  }

  @Test func `a record told again behind one that changed its row is merged like any other`() throws
  {
    // When the batch is looked through first, the row still is what the older record says.
    let user = PlainAttempt.id(7)
    let older = PlainAttempt.json(
      1,
      updatedAt: 1,
      ",\"status\":\"Ringing\",\"userId\":\"\(user)\""
    )
    let newer = PlainAttempt.json(1, updatedAt: 2, ",\"userPhoneNumber\":\"+4930\"")
    let question = "SELECT number, status, user_id, dimension_lost FROM attempts"
    let together = try ImportFolder()
    _ = try together.run(text: older)
    let outcome = try together.run(text: newer + "\n" + older + "\n" + older)
    #expect(outcome.attempts.updated == 1)
    let apart = try ImportFolder()
    for record in [older, newer, older] { _ = try apart.run(text: record) }
    #expect(try together.answer(question) == apart.answer(question))
    #expect(try together.answer("SELECT number, status FROM attempts") == ["+4930|Ringing"])
  }

  /// Imports records in both orders, and compares what a question finds.
  private func expectSame(_ records: [String], _ sql: String) throws {
    let forwards = try ImportFolder()
    for record in records { _ = try forwards.run(text: record) }
    let backwards = try ImportFolder()
    for record in records.reversed() { _ = try backwards.run(text: record) }
    let found = try forwards.answer(sql)
    #expect(found.count == 1)
    #expect(try backwards.answer(sql) == found)
  }

  /// Mostly none, which is the fastest.
  private static let compressions =
    HistoryFile.Compression.allCases + Array(repeating: .none, count: 9)

  /// Imports a history in files and runs cut at random, and looks at what that made.
  private static func image(of history: History, seed: UInt64) throws -> StoreImage {
    let directory = try TemporaryDirectory()
    var random = SplitMix64(seed: seed)
    var text = HistoryText(seed: seed)
    // Some records come more than once.
    let repeated = history.records.filter { _ in Int.random(in: 0..<5, using: &random) == 0 }
    var waiting = (history.records + repeated).shuffled(using: &random)[...]
    var run: [String] = []
    var fileNumber = 0
    while !waiting.isEmpty {
      let count = min(Int.random(in: 1...12, using: &random), waiting.count)
      let name = "file-\(fileNumber)"
      fileNumber += 1
      try directory.write(
        HistoryFile.bytes(
          of: waiting.prefix(count).map { text.json($0) },
          form: HistoryFile.Form.allCases.randomElement(using: &random) ?? .lines,
          compression: Self.compressions.randomElement(using: &random) ?? .none
        ),
        to: name
      )
      waiting = waiting.dropFirst(count)
      run.append(directory.file(name))
      if waiting.isEmpty || Int.random(in: 0..<3, using: &random) == 0 {
        try importAll(run, into: directory.file("store"))
        run.removeAll()
      }
    }
    return try StoreImage(of: directory.file("store"))
  }

  private static func importAll(_ paths: [String], into store: String) throws {
    let request = Importer.Request(paths: paths, storePath: store)
    let summary = try Importer.run(request, onReject: { Issue.record("\($0)") })
    #expect(summary.rejected == 0)
  }
}

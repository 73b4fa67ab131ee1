import SQLite
import Support
import Testing

@testable import Tally

/// A store written page by page is the store that SQLite writes row by row.
@Suite struct FreshStoreTests {
  private static let tables = [
    "project", "user", "policy", "rule", "team_member", "call", "phone", "status", "attempt",
    "identity", "projection",
  ]

  /// All rows of all tables, but for what is said of the runs.
  private static func content(of path: String) throws -> [String] {
    let database = try Database(path: path, mode: .readOnly)
    #expect(try database.text("PRAGMA integrity_check") == "ok")
    return try tables.map { table in
      let names = try database.text(
        "SELECT group_concat('quote(' || quote(name) || ')', '||''|''||') "
          .replacing("quote(name)", with: "name") + "FROM pragma_table_info('\(table)')"
      )
      let rows = try database.text(
        "SELECT group_concat(line, char(10)) FROM (SELECT \(names ?? "") AS line FROM \(table) "
          + "ORDER BY 1)"
      )
      return "\(table)\n\(rows ?? "")"
    }
  }

  /// Attempts of random calls; records of calls, repetitions and changes among them as wanted.
  private static func text(_ seed: UInt64, callPercent: Int, changePercent: Int) -> String {
    var random = SplitMix64(seed: seed)
    func pick(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
    var lines: [String] = []
    for number in 0..<3000 {
      let call = "c0000000-0000-4000-8000-\(String(100_000_000_000 + pick(1000)))"
      let message =
        switch pick(200) {
        case 0: String(repeating: "long ", count: pick(20_000))
        case 1...40: "text \(pick(1000))"
        default: ""
        }
      let isChange = pick(100) < changePercent && number > 0
      lines.append(
        """
        {"_id":"\(PlainAttempt.id(isChange ? pick(number) : number))",\
        "updatedAt":"2026-03-01T00:00:0\(pick(10)).000Z","incomingCallLogId":"\(call)",\
        "status":"\(["Ringing", "Connected", "NoAnswer"][pick(3)])",\
        "statusMessage":\(message.isEmpty ? "null" : "\"\(message)\""),\
        "startedAt":"2026-0\(1 + pick(9))-11T10:00:0\(pick(10)).000Z",\
        "dialDurationInSeconds":\(pick(70_000) - 100),"isAnswered":\(pick(2) == 0)}
        """
      )
      guard pick(100) < callPercent else { continue }
      lines.append(
        """
        {"_id":"\(call)","callerPhoneNumber":"+1415555\(1000 + pick(1000))",\
        "updatedAt":"2026-03-01T00:00:0\(pick(10)).000Z"}
        """
      )
    }
    return lines.joined(separator: "\n")
  }

  @Test(
    arguments: [(0, 0), (30, 0), (0, 1), (10, 20), (100, 50)],
    [UInt64(1), 2]
  )
  func `both ways of writing give the same rows`(
    percent: (call: Int, change: Int),
    seed: UInt64
  ) throws {
    let text = Self.text(seed, callPercent: percent.call, changePercent: percent.change)
    let fresh = try ImportFolder()
    let first = try fresh.run(text: text)
    let there = try ImportFolder()
    _ = try StoreWriter(path: there.store, commit: .eachBatch, lockWaitSeconds: 0, sources: [])
      .finish()
    let second = try there.run(text: text)
    #expect(first.attempts == second.attempts)
    #expect(first.rejects.isEmpty)
    let (left, right) = try (Self.content(of: fresh.store), Self.content(of: there.store))
    for (left, right) in zip(left, right) { #expect(left == right) }
    // Nothing is left beside it.
    #expect(try fresh.directory.names() == there.directory.names())
  }

  @Test func `the store has its name only once it is whole`() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("store")
    try directory.write("left by an import that was killed", to: "store.new")
    do {
      let writer = try StoreWriter(
        path: path,
        commit: .eachBatch,
        lockWaitSeconds: 0,
        sources: []
      )
      try writer.begin()
      #expect(try directory.names() == ["store.lock", "store.new"])
    }
    #expect(try directory.names() == ["store.lock"])
  }

  @Test func `a strict import that fails leaves no store`() throws {
    let folder = try ImportFolder()
    #expect(throws: ImportError.self) {
      _ = try folder.run(text: PlainAttempt.json(1) + "\n{}", strict: true)
    }
    #expect(try folder.directory.names() == ["input", "store.lock"])
  }
}

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

  /// Batches of calls mostly told once and in their order, as dumps have them; by `oddPercent` of
  /// others: told again, changed, long, told of by an attempt only, or by a relation.
  private static func batches(_ seed: UInt64, oddPercent: Int) -> [RecordBatch] {
    var random = SplitMix64(seed: seed)
    func pick(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
    var count: UInt64 = 0
    return (0..<12).map { _ in
      var batch = RecordBatch()
      for _ in 0..<pick(60) {
        let isOdd = pick(100) < oddPercent
        if !isOdd { count += 1 }
        let id = Identifier(high: 7, low: isOdd ? UInt64(pick(Int(count) + 3)) : count)
        var record = EntityRecord(kind: .call, id: id, isOwn: true)
        record.stamp = isOdd ? Int64(pick(4)) : 2
        let text = isOdd && pick(9) == 0 ? String(repeating: "long", count: 9000) : "text"
        for (field, form) in EntityKind.call.fields.map(\.form).enumerated() where pick(9) > 0 {
          record.values[field] =
            switch form {
            case .text: pick(3) == 0 ? .null : .text(isOdd ? text : "+1415555")
            case .extra: nil
            case .reference: .reference(Identifier(high: 8, low: UInt64(pick(3))))
            default: .integer(Int64(pick(5)) * 1_000_000_007)
            }
        }
        let updatedAt = EntityKind.call.fields.firstIndex { $0.key == "updatedAt" } ?? 0
        record.values[updatedAt] = .integer(record.stamp)
        switch isOdd ? pick(3) : 0 {
        case 1:
          var attempt = Tally.AttemptRecord(id: Identifier(high: 9, low: random.next()))
          attempt[reference: .call] = id
          attempt.setFingerprint(texts: batch.texts)
          batch.attempts.append(attempt)
          batch.attemptLists.append(0)
        case 2:
          record.isOwn = false
          batch.append(relation: record)
        default: batch.append(record, list: 0)
        }
      }
      return batch
    }
  }

  @Test(arguments: [0, 1, 5, 40], 1...8)
  func `calls in any batches give the same rows`(oddPercent: Int, seed: UInt64) throws {
    let batches = Self.batches(seed, oddPercent: oddPercent)
    let directory = try TemporaryDirectory()
    // As pages, row by row, and told twice, with what changed last told last.
    let paths = ["pages", "rows", "twice"].map { directory.file($0) }
    for path in paths {
      let writer = try StoreWriter(
        path: path,
        commit: .eachBatch,
        lockWaitSeconds: 0,
        sources: [],
        appearsWhole: path != paths[1]
      )
      for _ in 0..<(path == paths[2] ? 2 : 1) {
        for var batch in batches { try writer.upsert(&batch, rejected: 0) }
      }
      #expect(writer.counters(of: .calls).inserted == Self.ownCount(batches))
      try writer.finish()
    }
    let contents = try paths.map { try Self.content(of: $0) }
    for (left, right) in zip(contents[0], contents[1]) { #expect(left == right) }
    // Only fingerprints may be there now that were not.
    for (left, right) in zip(contents[0], contents[2]) where !left.hasPrefix("identity") {
      #expect(left == right)
    }
  }

  private static func ownCount(_ batches: [RecordBatch]) -> Int {
    Set(batches.flatMap { $0.calls.map(\.id) }).count
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

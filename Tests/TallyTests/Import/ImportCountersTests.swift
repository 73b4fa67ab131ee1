import Support
import Testing

@testable import Tally

struct ImportCountersTests {
  private static func counters(
    inserted: Int = 0,
    updated: Int = 0,
    unchanged: Int = 0,
    superseded: Int = 0,
    rejected: Int = 0,
    duplicates: Int = 0
  ) -> RecordCounters {
    var counters = RecordCounters()
    counters.inserted = inserted
    counters.updated = updated
    counters.unchanged = unchanged
    counters.superseded = superseded
    counters.rejected = rejected
    counters.duplicates = duplicates
    return counters
  }

  @Test func `copies within one run count once as new, and as duplicates besides`() throws {
    let folder = try ImportFolder()
    let texts = [
      PlainAttempt.json(1, updatedAt: 2), PlainAttempt.json(1, updatedAt: 2),
      PlainAttempt.json(1, updatedAt: 1), PlainAttempt.json(1, updatedAt: 3),
      PlainAttempt.json(2), "{}",
    ]
    let first = try folder.run(text: texts.joined(separator: "\n"))
    #expect(
      first.attempts
        == Self.counters(inserted: 2, unchanged: 1, superseded: 2, rejected: 1, duplicates: 3)
    )
    #expect(first.attempts.read == 6)
    let again = try folder.run(text: texts.joined(separator: "\n"))
    #expect(
      again.attempts == Self.counters(unchanged: 2, superseded: 3, rejected: 1, duplicates: 3)
    )
    let newer = try folder.run(
      text: "\(PlainAttempt.json(1, updatedAt: 4))\n\(PlainAttempt.json(1, updatedAt: 5))"
    )
    #expect(newer.attempts == Self.counters(updated: 1, superseded: 1, duplicates: 1))
  }

  @Test func `records of other kinds have counters of their own, relations none`() throws {
    let folder = try ImportFolder()
    let user = "{\"_id\":\"\(PlainAttempt.id(7))\",\"email\":\"a@example.com\",\"name\":\"Ana\"}"
    let outcome = try folder.run(
      text: "\(user)\n\(PlainAttempt.json(1, ",\"user\":\(user)"))\n\(user)"
    )
    #expect(outcome.attempts == Self.counters(inserted: 1))
    #expect(outcome.summary[.users] == Self.counters(inserted: 1, unchanged: 1, duplicates: 1))
    #expect(
      outcome.summary.json.hasPrefix(
        #"{"read":1,"inserted":1,"updated":0,"unchanged":0,"superseded":0,"rejected":0,"#
          + #""duplicates":0,"skipped":0,"records":{"calls":{"read":0,"#
      )
    )
    #expect(
      outcome.summary.sentence
        == "read 1 attempt (1 inserted) and 2 users"
    )
  }

  @Test(arguments: 0..<30)
  func `every record read is counted once, whatever becomes of it`(seed: UInt64) throws {
    let folder = try ImportFolder()
    var random = SplitMix64(seed: seed)
    var stored: Set<String> = []
    for _ in 0..<3 {
      var lines: [String] = []
      var ids: [String] = []
      for _ in 0..<Int.random(in: 1...30, using: &random) {
        let number = Int.random(in: 0..<8, using: &random)
        if Int.random(in: 0..<5, using: &random) == 0 {
          lines.append(["{}", "{\"_id\":", "{\"_id\":7,\"isAnswered\":true}"][number % 3])
        } else {
          let stamp = Int.random(in: 0...9, using: &random)
          lines.append(PlainAttempt.json(number, updatedAt: stamp, ",\"version\":\(stamp % 3)"))
          ids.append(PlainAttempt.id(number))
        }
      }
      let before = try rows(in: folder, when: !stored.isEmpty)
      let outcome = try folder.run(text: lines.joined(separator: "\n"))
      let after = try rows(in: folder, when: true)
      let counters = outcome.attempts
      let new = Set(ids).subtracting(stored)
      let changed = before.filter { !after.contains($0) }
      #expect(counters.read == lines.count)
      #expect(counters.rejected == lines.count - ids.count)
      #expect(counters.rejected == outcome.rejects.count)
      #expect(counters.inserted == new.count)
      #expect(counters.updated == changed.count)
      #expect(counters.duplicates == ids.count - Set(ids).count)
      #expect(outcome.summary.sources.map(\.records) == [lines.count])
      stored.formUnion(ids)
    }
  }

  /// Everything an attempt's row says, a line each.
  private func rows(in folder: borrowing ImportFolder, when exists: Bool) throws -> [String] {
    guard exists else { return [] }
    return try folder.answer(
      "SELECT hex(id), updated_at, version, known, hex(merge_state) FROM attempt ORDER BY id"
    )
  }
}

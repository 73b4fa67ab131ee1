import Reports
import SQLite
import Support
import Testing

@testable import Tally

struct ProjectionTests {
  /// A store of which only the rows are looked at.
  private struct Rows: AttemptSource {
    let store: Store

    func directory() throws -> Directory { try store.directory() }
    func rateCard(_ choice: RateCardChoice) throws -> (card: RateCard?, warning: String?) {
      try store.rateCard(choice)
    }
    func carrierCosts() throws -> CarrierCosts { try store.carrierCosts() }
    func asOf() throws -> Instant? { try store.asOf() }
    func loggedCalls() throws -> CallColumns { try store.loggedCalls() }
    func callNumber(of identifier: Identifier) throws -> Int32? {
      try store.callNumber(of: identifier)
    }
    func forEachSegment(
      withIdentifiers: Bool,
      _ body: (AttemptSegment) throws -> Void
    ) throws {
      try store.forEachSegment(withIdentifiers: withIdentifiers, body)
    }
  }

  private static let request = ReportRequest(
    title: "",
    groupings: [
      .init(
        dimensions: [.user, .status, .policy, .day, .round],
        metrics: Metric.allCases.filter { !$0.countsLoggedCalls }
      )
    ],
    period: Period(from: nil, to: nil, zone: .utc)
  )

  private static func expectEqual(_ path: String, missing: Int) throws {
    let store = try Store(path: path)
    #expect(try ProjectionReader(in: store.database).missing.count == missing)
    let fast = try ReportBuilder(source: store).report(for: request)
    let plain = try ReportBuilder(source: Rows(store: store)).report(for: request)
    #expect(String(describing: fast) == String(describing: plain))
  }

  @Test(arguments: 0..<12)
  func `blocks follow the rows through imports, changes and deletions`(_ seed: Int) throws {
    let folder = try TemporaryDirectory()
    let path = folder.file("store.sqlite")
    var random = RandomStore(seed: UInt64(seed))
    for _ in 0..<4 {
      let writer = try StoreWriter(
        path: path,
        commit: .eachBatch,
        lockWaitSeconds: 1,
        sources: []
      )
      for _ in 0...random.number(3) {
        var batch = RecordBatch()
        for _ in 0..<random.number(40) {
          batch.attempts.append(Self.record(&random, in: &batch))
          batch.attemptLists.append(0)
        }
        try writer.upsert(&batch, rejected: 0)
      }
      try writer.finish()
      try Self.expectEqual(path, missing: 0)
    }
  }

  @Test func `what is missing, damaged or out of date is read from the rows`() throws {
    let changes: [(sql: String, missing: Int)] = [
      ("DROP TABLE projection", 1),
      ("DELETE FROM projection WHERE number % 16 = 0", 1),
      ("UPDATE projection SET data = zeroblob(length(data)) WHERE number % 16 = 2", 0),
      ("UPDATE projection SET data = x'00' WHERE number % 16 = 5", 0),
      ("DELETE FROM projection WHERE number % 16 = 8", 0),
      ("UPDATE projection SET data = x'0102' WHERE number = 0", 1),
      ("UPDATE projection SET data = zeroblob(length(data)) WHERE number = 0", 1),
      ("UPDATE attempt SET dial_seconds = 17, is_answered = 1 WHERE number % 3 = 0", 1),
      ("DELETE FROM attempt WHERE number = (SELECT max(number) FROM attempt)", 1),
      ("DELETE FROM attempt WHERE number = 2", 1),
    ]
    for change in changes {
      let folder = try TemporaryDirectory()
      let path = folder.file("store.sqlite")
      var random = RandomStore(seed: 7)
      let writer = try StoreWriter(
        path: path,
        commit: .eachBatch,
        lockWaitSeconds: 1,
        sources: []
      )
      var batch = RecordBatch()
      for _ in 0..<200 {
        batch.attempts.append(Self.record(&random, in: &batch))
        batch.attemptLists.append(0)
      }
      try writer.upsert(&batch, rejected: 0)
      try writer.finish()
      try Database(path: path, mode: .readWrite).execute(change.sql)
      try Self.expectEqual(path, missing: change.missing)
    }
  }

  private static func record(
    _ random: inout RandomStore,
    in batch: inout RecordBatch
  ) -> Tally.AttemptRecord {
    var record = Tally.AttemptRecord(id: Identifier(high: 1, low: UInt64(random.number(80))))
    let start = 1_772_316_000_000 + random.number(60) * 4_000_123
    record[.createdAt] = start
    record[.updatedAt] = start + random.number(100_000_000)
    if random.chance(10) { record[.deletedAt] = start }
    record[.startedAt] = random.chance(10) ? AttemptField.null : start + 1000
    record[.endedAt] = random.chance(30) ? AttemptField.null : start + random.number(90_000)
    if random.chance(95) { record[.isAnswered] = random.chance(40) ? 1 : 0 }
    record[.dialSeconds] = random.number(300)
    record[.recordedCostMicrocents] = random.element([0, AttemptField.null, 135_000_000])
    record[reference: .project] = Identifier(high: 2, low: 1)
    if random.chance(95) {
      record[reference: .call] = Identifier(high: 3, low: UInt64(random.number(2000)))
    }
    if random.chance(80) {
      record[reference: .user] = Identifier(high: 4, low: UInt64(random.number(4)))
    }
    record.status = batch.slice(of: random.element(RandomStore.statuses))
    record.known |= AttemptField.status.bit
    record.phone = batch.slice(of: random.element(RandomStore.phones))
    record.known |= AttemptField.phone.bit
    record.setFingerprint(texts: batch.texts)
    return record
  }
}

import Reports
import Support
import Testing

@testable import Tally

struct ViewsTests {
  /// Rows of a question as values.
  private func rows(_ sql: String, in folder: borrowing ImportFolder) throws -> [[Value]] {
    let store = try Store(path: folder.store)
    var rows: [[Value]] = []
    try StoreQuery(sql, in: store, timeLimitSeconds: 0).forEachRow { rows.append($0) }
    return rows
  }

  @Test func `an attempt of which everything is known`() throws {
    let folder = try ImportFolder()
    let id = PlainAttempt.id
    let others = """
      ,"createdAt":"2026-03-01T00:00:00.001Z","startedAt":"2026-03-01T00:00:00.002Z",\
      "endedAt":"2026-03-01T00:01:40.001Z","projectId":"\(id(2))","project":{"_id":"\(id(2))",\
      "name":"One"},"user":{"_id":"\(id(3))","name":"Ana","email":"ana@example.com"},\
      "incomingCallPolicyEscalationRule":{"_id":"\(id(4))","name":"First",\
      "incomingCallPolicyId":"\(id(5))"},"userPhoneNumber":"+14155550101","status":"Connected",\
      "statusMessage":"a \\"b\\"","dialDurationInSeconds":40,"callCostInUSDCents":1.000001,\
      "version":3,"zUnknown":{"a":[1]}
      """
    let text = PlainAttempt.json(1, others).replacing("false", with: "true")
    _ = try folder.run(text: text)
    let instant = "2026-03-01T00:00:00.00"
    #expect(
      try rows("SELECT * FROM attempts", in: folder) == [
        [
          .text(id(1)), .text(PlainAttempt.call), .text(id(2)), .text("One"), .text(id(3)),
          .text("Ana"), .text("ana@example.com"), .text(id(4)), .text("First"), .text(id(5)), .null,
          .text("+14155550101"), .text("Connected"), .text("a \"b\""), .integer(1),
          .text("\(instant)1Z"), .text("\(instant)0Z"), .text("\(instant)2Z"),
          .text("2026-03-01T00:01:40.001Z"), .integer(40), .integer(59), .integer(1_000_001),
          .text("0.01000001"), .integer(0), .integer(3), .text("{\"zUnknown\":{\"a\":[1]}}"),
        ]
      ]
    )
  }

  @Test func `an attempt of which little is known has NULLs, not zeros`() throws {
    let folder = try ImportFolder()
    _ = try folder.run(
      text: PlainAttempt.json(1).replacing("\"2026-03-01T00:00:00.000Z\"", with: "null")
    )
    var expected = [Value](repeating: .null, count: 26)
    expected[0] = .text(PlainAttempt.id(1))
    expected[1] = .text(PlainAttempt.call)
    expected[14] = .integer(0)
    expected[23] = .integer(0)
    #expect(try rows("SELECT * FROM attempts", in: folder) == [expected])
  }

  @Test(
    arguments: [
      ("0", "0.00000000"), ("0.000001", "0.00000001"), ("-0.000001", "-0.00000001"),
      ("1.35", "0.01350000"), ("100", "1.00000000"), ("-12345.678901", "-123.45678901"),
      ("9223372036854.775807", "92233720368.54775807"),
      ("-9223372036854.775807", "-92233720368.54775807"), ("null", nil),
    ] as [(String, String?)]
  )
  func `costs are exact dollars`(cents: String, dollars: String?) throws {
    let folder = try ImportFolder()
    _ = try folder.run(text: PlainAttempt.json(1, ",\"callCostInUSDCents\":\(cents)"))
    let expected: Value = dollars.map { .text($0) } ?? .null
    #expect(try rows("SELECT recorded_cost_usd FROM attempts", in: folder) == [[expected]])
  }

  @Test func `instants are exact to the millisecond, however far away`() throws {
    let folder = try ImportFolder()
    var random = SplitMix64(seed: 5)
    let range = Instant.earliest.milliseconds...Instant.latest.milliseconds
    var instants = [range.lowerBound, range.upperBound, -1, 0, 1].map(Instant.init(milliseconds:))
    for _ in 0..<2000 {
      instants.append(Instant(milliseconds: .random(in: range, using: &random)))
    }
    let records = instants.indices.map {
      PlainAttempt.json($0, ",\"startedAt\":\"\(instants[$0])\"")
    }
    _ = try folder.run(text: records.joined(separator: "\n"))
    let found = try folder.answer("SELECT started_at FROM attempts ORDER BY id")
    #expect(found == instants.map(\.description))
  }

  @Test(
    arguments: [
      ("00:00:00.000", "00:00:00.000", "false", "0"),
      ("00:00:00.001", "00:00:10.000", "false", "9"),
      ("00:00:10.000", "00:00:09.999", "false", nil), ("00:00:00.000", "00:00:40.999", "true", "0"),
      ("00:00:00.000", "00:00:39.999", "true", nil),
    ] as [(String, String, String, String?)]
  )
  func `ring seconds are whole, less the talk, and never negative`(
    start: String,
    end: String,
    isAnswered: String,
    seconds: String?
  ) throws {
    let folder = try ImportFolder()
    let others = """
      ,"startedAt":"2026-03-01T\(start)Z","endedAt":"2026-03-01T\(end)Z",\
      "dialDurationInSeconds":40
      """
    _ = try folder.run(text: PlainAttempt.json(1, others).replacing("false", with: isAnswered))
    let expected = seconds ?? StoreImage.null
    #expect(try folder.answer("SELECT ring_seconds FROM attempts") == [expected])
  }

  @Test func `deleted and incomplete rows are left out`() throws {
    let folder = try ImportFolder()
    let deleted = ",\"deletedAt\":\"2026-03-01T00:00:00Z\""
    let call = "{\"_id\":\"\(PlainAttempt.call)\",\"callerPhoneNumber\":\"+1\""
    let user = "{\"_id\":\"\(PlainAttempt.id(7))\",\"email\":null"
    _ = try folder.run(
      text: """
        \(PlainAttempt.json(1, deleted)) \(PlainAttempt.json(2).replacing("false", with: "null"))
        \(PlainAttempt.json(3).replacing("\"\(PlainAttempt.call)\"", with: "null"))
        \(PlainAttempt.json(4)) \(call)} \(user)\(deleted)}
        """
    )
    #expect(try folder.answer("SELECT id FROM attempts") == [PlainAttempt.id(4)])
    #expect(try folder.answer("SELECT attempt_count, is_answered FROM calls") == ["2|0"])
    #expect(try folder.answer("SELECT * FROM users") == [])
    #expect(try folder.answer("SELECT count(*) FROM attempt") == ["4"])
    _ = try folder.run(text: "\(call)\(deleted)}")
    #expect(try folder.answer("SELECT * FROM calls") == [])
  }

  @Test(arguments: 200..<215)
  func `the view of attempts says what the list says`(seed: UInt64) throws {
    let folder = try ImportFolder()
    var text = HistoryText(seed: seed)
    let records = History(seed: seed).records.map { text.json($0) }
    _ = try folder.run(text: records.joined(separator: "\n"))
    let view = try folder.answer(
      """
      SELECT id, call_id, project_id, project_name, user_id, user_name, user_email, rule_id,
        rule_name, policy_id, policy_name, number, status, status_message, created_at, updated_at,
        started_at, ended_at, dial_seconds, ring_seconds, version, extra
      FROM attempts ORDER BY id
      """
    )
    #expect(try StoreImage(of: folder.store).viewed == view)
  }
}

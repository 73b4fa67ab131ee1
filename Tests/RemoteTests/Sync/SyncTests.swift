import Reports
import Support
import Tally
import Testing

@testable import Remote

/// A sync against prepared answers; how it fares with a whole server is for `Tests/Acceptance`.
@Suite(.serialized)
struct SyncTests {
  private static let project = "0f6ba105-469b-47f6-9148-defceb83e521"
  private static let call = "00000000-0000-4000-8000-0000000000c1"

  private static func list(_ records: [String], count: Int? = nil) -> ScriptedServer.Turn {
    let body =
      "{\"data\":[\(records.joined(separator: ","))],\"count\":\(count ?? records.count),"
      + "\"skip\":0,\"limit\":10}"
    return .answer(ScriptedServer.answer("200 OK", body))
  }

  private static func item(_ number: Int, second: Int) -> String {
    "{\"_id\":\"00000000-0000-4000-8000-00000000000\(number)\",\"projectId\":\"\(project)\","
      + "\"incomingCallLogId\":\"\(call)\",\"status\":\"NoAnswer\",\"isAnswered\":false,"
      + "\"updatedAt\":\"2026-03-01T00:00:0\(second).000Z\"}"
  }

  private static func sync(
    _ server: ScriptedServer,
    _ path: String,
    pageSize: Int = 10_000
  ) throws -> SyncSummary {
    var request = SyncRequest(storePath: path)
    request.pageSize = pageSize
    let client = try OneUptimeClient(
      WebAddress("http://127.0.0.1:\(server.port)"),
      key: #require(Secret("key")),
      HTTPSettings()
    )
    return try Sync.run(
      request,
      client,
      onReject: { _ in },
      onWarning: { _ in },
      onProgress: { _ in }
    )
  }

  /// The bodies of requests, without what is selected.
  private static func questions(_ requests: [String]) -> [String] {
    requests.map { request in
      let line = request.prefix { $0 != "\r\n" }.split(separator: " ")[1]
      let query = request.firstRange(of: "\"query\":").map { range in
        request[range.upperBound...].firstRange(of: ",\"select\"").map {
          String(request[range.upperBound..<$0.lowerBound])
        }
      }
      return "\(line) \((query ?? nil) ?? "")"
    }
  }

  @Test func `pages begin where the one before them ended, and the next sync a day before`() throws
  {
    let directory = try TemporaryDirectory()
    let path = directory.file("store")
    let from = { (text: String) in
      "{\"updatedAt\":{\"_type\":\"GreaterThanOrEqual\",\"value\":\"\(text)\"}}"
    }
    let server = ScriptedServer([
      Self.list([]), Self.list([]), Self.list([]), Self.list([]),
      Self.list([Self.item(1, second: 1), Self.item(2, second: 2)], count: 3),
      Self.list([Self.item(2, second: 2), Self.item(3, second: 3)]),
      Self.list([]), Self.list([Self.item(3, second: 3)]),
    ])
    let first = try Self.sync(server, path, pageSize: 2)
    #expect(
      first.sentence
        == "6 requests: read 4 attempts (3 inserted, 1 unchanged, 1 duplicate)"
    )
    let second = try Self.sync(server, path)
    #expect(second.sentence == "2 requests: read 1 attempt (1 unchanged)")
    #expect(second.json.hasPrefix("{\"requests\":2,\"retries\":0,\"denied\":[],\"verified\":null,"))
    #expect(
      Self.questions(server.finish().requests) == [
        "/api/incoming-call-log/get-list?limit=2&skip=0 {}",
        "/api/incoming-call-policy/get-list?limit=2&skip=0 {}",
        "/api/incoming-call-policy-escalation-rule/get-list?limit=2&skip=0 {}",
        "/api/team-member/get-list?limit=2&skip=0 {}",
        "/api/incoming-call-log-item/get-list?limit=2&skip=0 {}",
        "/api/incoming-call-log-item/get-list?limit=2&skip=0 " + from("2026-03-01T00:00:02.000Z"),
        "/api/incoming-call-log/get-list?limit=10000&skip=0 {}",
        "/api/incoming-call-log-item/get-list?limit=10000&skip=0 "
          + from("2026-02-28T00:00:03.000Z"),
      ]
    )
  }

  @Test func `a list that is not in order is not believed`() throws {
    let directory = try TemporaryDirectory()
    let server = ScriptedServer([
      Self.list([]), Self.list([]), Self.list([]), Self.list([]),
      Self.list([Self.item(1, second: 2), Self.item(2, second: 1)]),
    ])
    do {
      _ = try Self.sync(server, directory.file("store"))
      Issue.record("it was believed")
    } catch let error as OneUptimeError {
      #expect(error.reason == .unsorted("incoming-call-log-item"))
      #expect(!error.isTemporary)
    }
    _ = server.finish()
  }

  @Test func `an answer that is no list is none of OneUptime's`() throws {
    let directory = try TemporaryDirectory()
    let server = ScriptedServer([.answer(ScriptedServer.answer("200 OK", "{\"a\":[]}"))])
    do {
      _ = try Self.sync(server, directory.file("store"))
      Issue.record("it was taken")
    } catch let error as OneUptimeError {
      #expect(error.reason == .unexpected)
    }
    _ = server.finish()
  }
}

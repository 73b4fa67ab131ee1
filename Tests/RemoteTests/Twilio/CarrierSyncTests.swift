import Reports
import Support
import Tally
import Testing

@testable import Remote

/// A sync against prepared answers; how it fares with a whole server is for `Tests/Acceptance`.
@Suite(.serialized)
struct CarrierSyncTests {
  private static let sid = "AC" + String(repeating: "0", count: 32)
  private static let list = "/2010-04-01/Accounts/\(sid)/Calls.json"

  /// A call that started on a day of October 2026.
  private static func call(_ number: Int, day: Int, price: String = "\"-0.01400\"") -> String {
    let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][(day - 1) % 7]
    let time = { (name: String, second: Int) in
      "\"\(name)\":\"\(weekday), 0\(day) Oct 2026 12:00:0\(second) +0000\""
    }
    return
      "{\"sid\":\"CA\(String(repeating: "0", count: 31))\(number)\",\"account_sid\":\"\(sid)\","
      + "\"parent_call_sid\":null,\"from\":\"+12125550100\",\"to\":\"+12125550101\","
      + "\"direction\":\"inbound\",\"status\":\"completed\",\"duration\":\"3\",\"price\":\(price),"
      + "\"price_unit\":\"USD\",\(time("date_created", 0)),\(time("start_time", 1)),"
      + "\(time("end_time", 4)),\(time("date_updated", 5))}"
  }

  private static func page(_ calls: [String], next: String? = nil) -> ScriptedServer.Turn {
    let next = next.map { "\"\($0)\"" } ?? "null"
    return .answer(
      ScriptedServer.answer(
        "200 OK",
        "{\"calls\":[\(calls.joined(separator: ","))],\"next_page_uri\":\(next),\"page\":0}",
        headers: ["Date: Thu, 15 Oct 2026 00:00:00 GMT"]
      )
    )
  }

  private static func sync(_ server: ScriptedServer, _ path: String) throws -> CarrierSyncSummary {
    let client = try TwilioClient(
      WebAddress("http://127.0.0.1:\(server.port)"),
      #require(TwilioAccount([sid, "token"])),
      HTTPSettings()
    )
    let now = try #require(HTTPDate.parse("Thu, 15 Oct 2026 00:00:00 GMT"))
    return try CarrierSync.run(
      CarrierSyncRequest(storePath: path, now: now),
      client,
      onReject: { _ in },
      onProgress: { _ in }
    )
  }

  private static func paths(_ server: ScriptedServer) -> [String] {
    server.finish().requests.map { String($0.split(separator: " ")[1]) }
  }

  @Test func `pages are followed, and the next sync begins with what had no price`() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("store")
    let next = "\(Self.list)?PageSize=1000&Page=1"
    let server = ScriptedServer([
      Self.page([Self.call(1, day: 9)], next: next),
      Self.page([Self.call(2, day: 3, price: "null")]),
      Self.page([Self.call(2, day: 3)]),
      Self.page([]),
    ])
    let first = try Self.sync(server, path)
    #expect(first.requestCount == 2)
    #expect(first.from == nil)
    #expect(
      first.sentence.hasPrefix(
        "2 requests: read 2 carrier records (2 inserted); 1 without a settled price"
      )
    )
    let second = try Self.sync(server, path)
    #expect(
      second.json.hasPrefix("{\"requests\":1,\"retries\":0,\"from\":\"2026-10-02\",\"to\":null,")
    )
    // Seven days, and the one before them.
    #expect(try Self.sync(server, path).from == CivilDate(year: 2026, month: 10, day: 7))
    #expect(
      Self.paths(server) == [
        "\(Self.list)?PageSize=1000", next, "\(Self.list)?PageSize=1000&StartTime%3E=2026-10-02",
        "\(Self.list)?PageSize=1000&StartTime%3E=2026-10-07",
      ]
    )
  }

  @Test(arguments: ["https://example.com/x", list, "\(list)?PageSize=1000"])
  func `a next page elsewhere, or one that was read, ends it`(next: String) throws {
    let directory = try TemporaryDirectory()
    let server = ScriptedServer([Self.page([Self.call(1, day: 1)], next: next)])
    do {
      _ = try Self.sync(server, directory.file("store"))
      Issue.record("it was followed")
    } catch let error as TwilioError {
      #expect(error.reason == .strangePage(next))
      #expect(!error.isTemporary)
    }
    #expect(Self.paths(server).count == 1)
  }

  @Test func `an answer that is no list is none of Twilio's`() throws {
    let directory = try TemporaryDirectory()
    let server = ScriptedServer([.answer(ScriptedServer.answer("200 OK", "{\"calls\":7}"))])
    do {
      _ = try Self.sync(server, directory.file("store"))
      Issue.record("it was taken")
    } catch let error as TwilioError {
      #expect(error.reason == .unexpected)
    }
    _ = server.finish()
  }
}

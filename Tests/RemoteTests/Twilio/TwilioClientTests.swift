import Reports
import Testing

@testable import Remote

struct TwilioClientTests {
  private static let sid = "AC" + String(repeating: "0", count: 32)
  private static let list = "/2010-04-01/Accounts/\(sid)/Calls.json"

  private static func client(_ address: String = "https://api.twilio.com") throws -> TwilioClient {
    try TwilioClient(
      WebAddress(address),
      #require(TwilioAccount([sid, "token"])),
      HTTPSettings()
    )
  }

  @Test func `days are from midnight to the midnight after`() throws {
    let client = try Self.client()
    let (from, to) = (
      CivilDate(year: 2026, month: 2, day: 1), CivilDate(year: 2026, month: 2, day: 28)
    )
    #expect(client.firstPage(from: nil, to: nil) == "\(Self.list)?PageSize=1000")
    #expect(
      client.firstPage(from: from, to: to)
        == "\(Self.list)?PageSize=1000&StartTime%3E=2026-02-01&StartTime%3C=2026-03-01"
    )
  }

  @Test func `the next page is in the same list`() throws {
    let client = try Self.client()
    let next = "\(Self.list)?PageSize=1000&Page=1&PageToken=PAx"
    #expect(try client.checked(nextPage: next) == next)
  }

  @Test(arguments: [
    "", "https://example.com/", "/2010-04-01/Accounts/ACother/Calls.json?Page=1", list,
    "\(list)?Page=1 2", "\(list)?\n", "\(list)?ü", "@example.com\(list)?a",
  ])
  func `and nowhere else, for the token goes there too`(place: String) throws {
    let client = try Self.client()
    #expect(throws: TwilioError.self) { try client.checked(nextPage: place) }
  }

  @Test func `a page is asked for with the account's credentials`() throws {
    let server = ScriptedServer([
      .answer(ScriptedServer.answer("200 OK", "{\"calls\":[")),
      .answer(ScriptedServer.answer("200 OK", "{\"calls\":[]}")),
    ])
    let client = try Self.client("http://127.0.0.1:\(server.port)")
    #expect(try client.page(client.firstPage(from: nil, to: nil)).text == "{\"calls\":[]}")
    #expect(client.http.retryCount == 1)
    let (requests, _) = server.finish()
    #expect(requests.count == 2)
    #expect(requests[1].hasPrefix("GET \(Self.list)?PageSize=1000 HTTP/1.1\r\n"))
    #expect(requests[1].contains("\r\nAuthorization: Basic "))
  }
}

import Glibc
import Testing

@testable import Remote

@Suite(.serialized)
struct HTTPClientTests {
  typealias Server = ScriptedServer

  private static func client(
    _ server: ScriptedServer,
    credentials: Credentials = .none,
    waits: Waits = Waits(),
    _ change: (inout HTTPSettings) -> Void = { _ in }
  ) throws -> HTTPClient {
    var settings = HTTPSettings()
    change(&settings)
    return try HTTPClient(
      WebAddress("http://127.0.0.1:\(server.port)/base"),
      credentials: credentials,
      settings,
      onWait: { waits.all.append($0) }
    )
  }

  private final class Waits {
    var all: [HTTPWait] = []
  }

  @Test func `requests of every kind go over one connection`() throws {
    let answer = Server.answer("200 OK", "{\"a\":1}", headers: ["X-One: two "])
    let server = Server(Array(repeating: .answer(answer), count: 3))
    let client = try Self.client(
      server,
      credentials: .header(name: "ApiKey", #require(Secret("k-1")))
    )
    let response = try client.send(.json(.post, "/list?limit=1", "{\"query\":{}}"))
    #expect(response.status == 200)
    #expect(response.text == "{\"a\":1}")
    #expect(response.header("x-one") == "two")
    _ = try client.send(HTTPRequest(.get, "/item"))
    _ = try client.send(HTTPRequest(.delete, "/item"))
    let (requests, connectionCount) = server.finish()
    #expect(connectionCount == 1)
    let lines = requests.map {
      $0.split(separator: "\r\n").map(String.init).filter { !$0.hasPrefix("Host:") }
    }
    let common = ["User-Agent: calltally", "Accept-Encoding: gzip", "Accept: application/json"]
    #expect(
      lines[0] == ["POST /base/list?limit=1 HTTP/1.1"] + common + [
        "Content-Type: application/json", "ApiKey: k-1", "Content-Length: 12", "{\"query\":{}}",
      ]
    )
    #expect(lines[1] == ["GET /base/item HTTP/1.1"] + common + ["ApiKey: k-1"])
    #expect(lines[2] == ["DELETE /base/item HTTP/1.1"] + common + ["ApiKey: k-1"])
  }

  @Test func `basic credentials are sent as such`() throws {
    let server = Server([.answer(Server.answer("200 OK", "{}"))])
    let client = try Self.client(
      server,
      credentials: .basic(user: "AC1", password: #require(Secret("token")))
    )
    _ = try client.send(HTTPRequest(.get, "/x"))
    #expect(server.finish().requests[0].contains("\r\nAuthorization: Basic QUMxOnRva2Vu\r\n"))
  }

  @Test(arguments: [
    ("a reset", Server.Turn.answerAndReset("")),
    ("silence and an end", .answerAndClose("")),
    ("a body cut short", .answerAndClose("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{\"a\"")),
    (
      "a chunk cut short",
      .answerAndClose("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{\"a\"")
    ),
    (
      "damaged gzip",
      .answer(Server.answer("200 OK", "no gzip", headers: ["Content-Encoding: gzip"]))
    ),
    ("an answer that is not whole", .answer(Server.answer("200 OK", "{\"a\""))),
    ("500", .answer(Server.answer("500 Oh", "{\"error\":\"Server Error\"}"))),
    ("429", .answer(Server.answer("429 Slow", "{}"))),
  ])
  func `what can be gone the next time is asked again`(
    _: String,
    turn: Server.Turn
  ) throws {
    let server = Server([turn, .answer(Server.answer("200 OK", "{}"))])
    let waits = Waits()
    let client = try Self.client(server, waits: waits)
    let response = try client.send(
      HTTPRequest(.get, "/x"),
      isWhole: { OneUptimeClient.endsAsJSON($0.body) }
    )
    #expect(response.text == "{}")
    #expect(server.finish().requests.count == 2)
    #expect(client.requestCount == 2)
    #expect(client.retryCount == 1)
    #expect(waits.all.count == 1)
  }

  @Test(arguments: [400, 401, 403, 404, 408, 413, 422])
  func `what the request is to blame for is asked once`(status: Int) throws {
    let server = Server([.answer(Server.answer("\(status) No", "{\"error\":\"e\"}"))])
    let response = try Self.client(server).send(HTTPRequest(.get, "/x"))
    #expect(response.status == status)
    #expect(server.finish().requests.count == 1)
  }

  @Test func `what may have been done is not asked again`() throws {
    let server = Server([
      .answerAndClose(Server.answer("503 Later", "{}", headers: ["Connection: close"])),
      .answerAndReset(""),
    ])
    let client = try Self.client(server)
    var request = HTTPRequest.json(.post, "/item", "{}")
    request.isRepeatable = false
    #expect(throws: HTTPError.self) { try client.send(request) }
    #expect(server.finish().requests.count == 2)
  }

  @Test func `a server that fails for good is given up`() throws {
    let answer = Server.Turn.answer(Server.answer("502 Bad", "<html>"))
    let server = Server([answer, answer, answer])
    let client = try Self.client(server) { $0.tries = 2 }
    #expect(try client.send(HTTPRequest(.get, "/x")).status == 502)
    #expect(server.finish().requests.count == 2)
  }

  @Test func `the server's own wait is kept`() throws {
    let server = Server([
      .answer(Server.answer("429 Slow", "{}", headers: ["Retry-After: 1"])),
      .answer(Server.answer("200 OK", "{}")),
    ])
    let waits = Waits()
    _ = try Self.client(server, waits: waits).send(HTTPRequest(.get, "/x"))
    _ = server.finish()
    #expect(waits.all.map(\.milliseconds) == [1000])
    #expect(waits.all.map(\.reason) == ["the server answers 429"])
  }

  @Test func `a wait beyond the time limit is not begun`() throws {
    let server = Server([
      .answer(Server.answer("429 Slow", "{}", headers: ["Retry-After: 60"]))
    ])
    let client = try Self.client(server) { $0.totalSeconds = 5 }
    #expect(
      throws: HTTPError(
        .timeLimit,
        "the server answers 429, and the time limit leaves no other try"
      )
    ) { try client.send(HTTPRequest(.get, "/x")) }
    _ = server.finish()
  }

  @Test func `an hour's wait is not begun either`() throws {
    let server = Server([
      .answer(Server.answer("429 Slow", "{}", headers: ["Retry-After: 3600"]))
    ])
    #expect(try Self.client(server).send(HTTPRequest(.get, "/x")).status == 429)
    _ = server.finish()
  }

  @Test func `silence ends a try, and the limit all of them`() throws {
    let server = Server([.wait(milliseconds: 2500), .answerAndClose("")])
    let client = try Self.client(server) { settings in
      settings.silenceSeconds = 1
      settings.tries = 1
    }
    #expect(throws: HTTPError(.timedOut, "no answer in time")) {
      try client.send(HTTPRequest(.get, "/x"))
    }
    _ = server.finish()
    let slow = Server([.wait(milliseconds: 1500), .answerAndClose("")])
    let limited = try Self.client(slow) { $0.totalSeconds = 1 }
    #expect(throws: HTTPError(.timeLimit, "the time limit of 1 s is used up")) {
      try limited.send(HTTPRequest(.get, "/x"))
    }
    _ = slow.finish()
  }

  @Test func `an answer without end is not kept`() throws {
    let body = String(repeating: "x", count: 2 << 20)
    let server = Server([.answerAndClose(Server.answer("200 OK", body))])
    let client = try Self.client(server) { $0.bodyLimitBytes = 1 << 20 }
    #expect(throws: HTTPError(.tooLarge, "the answer is larger than 1 MiB")) {
      try client.send(HTTPRequest(.get, "/x"))
    }
    _ = server.finish()
  }

  @Test func `nobody there is told as such`() throws {
    let server = Server([])
    let port = server.port
    _ = server.finish()
    var settings = HTTPSettings()
    settings.tries = 1
    let client = try HTTPClient(
      WebAddress("http://127.0.0.1:\(port)"),
      credentials: .none,
      settings
    )
    do throws(HTTPError) {
      _ = try client.send(HTTPRequest(.get, "/x"))
      Issue.record("somebody answered")
    } catch {
      #expect(error.kind == .unreachable)
      #expect(error.isTemporary)
    }
  }
}

import Testing

@testable import Remote

struct ServerMessageTests {
  @Test(arguments: [
    ("{\"error\":\"Server Error\"}", "Server Error"),
    ("{\"message\": \"Page not found - /x\"}", "Page not found - /x"),
    ("{\"error\":\"a\\n   b\\t\\\"c\\\" \\u00e9\"}", "a b \"c\" é"),
    ("{\"error\":\"\",\"message\":\"later\"}", "later"),
    ("{\"error\":{\"code\":1}}", nil), ("{\"error\":\"cut", nil), ("{}", nil), ("", nil),
    ("not JSON", nil), ("{\"error\":\"\\u001B[31m\"}", "[31m"),
  ])
  func `the words are found and are safe to show`(body: String, words: String?) {
    #expect(ServerMessage.words(in: Array(body.utf8)) == words)
  }

  @Test func `no beginning of a message is one`() {
    let body = Array("{\"error\":\"\\u0041\\\\\"}".utf8)
    for count in 0..<(body.count - 1) {
      #expect(ServerMessage.words(in: Array(body[..<count])) == nil)
    }
  }

  @Test func `long words are cut, and a permission is found behind them`() throws {
    let list = (0..<60).map { "Permission \($0)" }.joined(separator: ", ")
    let words = "You need one of these permissions: \(list)"
    let error = OneUptimeError(
      HTTPResponse(status: 422, body: Array("{\"error\":\"\(words)\"}".utf8)),
      address: try WebAddress("https://example.com")
    )
    #expect(error.reason == .permission("Permission 59"))
    #expect(error.words == words.prefix(300) + "…")
  }
}

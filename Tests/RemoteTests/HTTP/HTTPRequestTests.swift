import Testing

@testable import Remote

struct HTTPRequestTests {
  @Test(arguments: [
    ("", ""), ("AZaz09-._~", "AZaz09-._~"), ("a b", "a%20b"),
    ("+1&=?/#%", "%2B1%26%3D%3F%2F%23%25"),
    ("ä€👩‍💻", "%C3%A4%E2%82%AC%F0%9F%91%A9%E2%80%8D%F0%9F%92%BB"), ("\u{0}\n", "%00%0A"),
  ])
  func `all but the unreserved characters are encoded`(text: String, encoded: String) {
    #expect(HTTPRequest.encoded(text) == encoded)
  }

  @Test func `a query has its fields in order`() {
    let fields = [(name: "StartTime>", value: "2026-10-01"), (name: "b", value: "")]
    #expect(HTTPRequest.query(fields) == "StartTime%3E=2026-10-01&b=")
    #expect(HTTPRequest.query([]) == "")
  }

  @Test func `a body has a type`() {
    let json = HTTPRequest.json(.put, "/a", "{}")
    #expect(json.contentType == "application/json")
    #expect(json.body == Array("{}".utf8))
    #expect(json.isRepeatable)
    #expect(HTTPRequest(.get, "/c").body == nil)
  }
}

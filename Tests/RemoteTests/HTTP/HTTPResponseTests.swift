import Reports
import Testing

@testable import Remote

struct HTTPResponseTests {
  private static let now = Instant(milliseconds: 784_111_770_000)

  @Test(arguments: [
    ("0", 0), ("120", 120_000), ("99999999999999999", 1 << 40),
    ("Sun, 06 Nov 1994 08:49:37 GMT", 7000), ("Sun, 06 Nov 1994 08:49:00 GMT", 0),
    ("-1", nil), ("1.5", nil), ("soon", nil), ("", nil), ("Sun, 31 Feb 1994 08:49:37 GMT", nil),
  ])
  func `Retry-After is seconds or a date`(value: String, milliseconds: Int64?) {
    let response = HTTPResponse(status: 429, headers: [("retry-after", value)])
    let expected = value.hasPrefix("999") ? milliseconds.map { $0 * 1000 } : milliseconds
    #expect(response.retryAfterMilliseconds(now: Self.now) == expected)
  }

  @Test func `a date is taken by the server's clock where it tells it`() {
    let response = HTTPResponse(
      status: 503,
      headers: [
        ("date", "Sun, 06 Nov 1994 08:49:07 GMT"),
        ("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT"),
      ]
    )
    #expect(response.retryAfterMilliseconds(now: Instant(milliseconds: 0)) == 30_000)
    #expect(response.date?.description == "1994-11-06T08:49:07.000Z")
  }

  @Test(arguments: [
    ("{\"a\":1}", false), ("", false), ("<html>", true), ("\u{FEFF}\r\n <!DOCTYPE html>", true),
    ("[1]", false),
  ])
  func `a page for people is known by its first character`(body: String, isHTML: Bool) {
    #expect(HTTPResponse(status: 200, body: Array(body.utf8)).isHTML == isHTML)
  }
}

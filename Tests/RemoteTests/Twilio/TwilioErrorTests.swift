import Testing

@testable import Remote

struct TwilioErrorTests {
  @Test(arguments: [
    (
      401, "{\"code\":20003,\"message\":\"Authenticate\"}",
      "the account sid or the auth token is wrong, or the API key's secret: the console shows them "
        + "(HTTP 401): \"Authenticate\""
    ),
    (403, "{}", "the auth token or API key may not list calls (HTTP 403)"),
    (404, "{}", "there is no such account here, or the URL is wrong (HTTP 404)"),
    (
      400, "{\"message\":\"bad\"}", "the server does not take this request (HTTP 400): \"bad\""
    ),
    (429, "", "the server has been asked too often (HTTP 429); try again later"),
    (503, "<html>", "the server fails again and again (HTTP 503); try again later"),
    (
      403, "<html>",
      "a web page came instead of data: a proxy or a login stands before the server, or the URL is "
        + "wrong (HTTP 403)"
    ),
    (
      200, "<html>",
      "a web page came instead of data: a proxy or a login stands before the server, "
        + "or the URL is wrong (HTTP 200)"
    ),
    (418, "{}", "this is no answer of Twilio's (HTTP 418)"),
  ])
  func `each failure is named`(status: Int, body: String, words: String) throws {
    let error = TwilioError(
      HTTPResponse(status: status, body: Array(body.utf8)),
      address: try WebAddress("https://api.twilio.com")
    )
    #expect(error.description == "https://api.twilio.com: \(words)")
    #expect(error.isTemporary == words.hasSuffix("; try again later"))
  }
}

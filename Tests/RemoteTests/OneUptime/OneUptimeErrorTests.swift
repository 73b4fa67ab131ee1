import Testing

@testable import Remote

struct OneUptimeErrorTests {
  /// Bodies as OneUptime 12.0.16 sends them.
  @Test(arguments: [
    (
      400, "{\"error\":\"Invalid API Key\"}",
      "the API key is wrong: make one in Project Settings, API Keys (HTTP 400): \"Invalid API Key\""
    ),
    (
      400, "{\"error\":\"Limit should be less than 10000\"}",
      "the server does not take this request (HTTP 400): \"Limit should be less than 10000\""
    ),
    (
      401, "{\"error\":\"Authenticated user or a valid API key is needed\"}",
      "the server saw no API key, or something before it took it away (HTTP 401): "
        + "\"Authenticated user or a valid API key is needed\""
    ),
    (402, "{}", "the project's plan does not include this (HTTP 402)"),
    (
      404, "{\"message\":\"Page not found - /api/x\"}",
      "nothing of OneUptime's is here: give the URL its dashboard begins with, such as "
        + "https://oneuptime.example.com (HTTP 404): \"Page not found - /api/x\""
    ),
    (
      405, "{\"error\":\"Project not found.\"}",
      "the server does not know the key's project (HTTP 405): \"Project not found.\""
    ),
    (
      405, "",
      "a proxy before the server, or the server itself, does not let this kind of request through "
        + "(HTTP 405)"
    ),
    (
      405, "{\"message\":\"Method Not Allowed\"}",
      "a proxy before the server, or the server itself, does not let this kind of request through "
        + "(HTTP 405): \"Method Not Allowed\""
    ),
    (
      501, "<html>",
      "a proxy before the server, or the server itself, does not let this kind of request through "
        + "(HTTP 501)"
    ),
    (
      400, "{\"error\":\"Column email not found on User\"}",
      "the server has no \"email\", and it cannot be gone without (HTTP 400): "
        + "\"Column email not found on User\""
    ),
    (406, "{}", "the project demands single sign-on, and refuses API keys (HTTP 406)"),
    (
      422,
      "{\"error\":\"You do not have permissions to read Incoming Call Log. You need one of these permissions: Project Owner, Viewer, Read Incoming Call Log\"}",
      "the key lacks the permission \"Read Incoming Call Log\": add it in Project Settings, "
        + "API Keys (HTTP 422): \"You do not have permissions to read Incoming Call Log. You need "
        + "one of these permissions: Project Owner, Viewer, Read Incoming Call Log\""
    ),
    (
      422, "{\"error\":\"Unable to update this. It either does not exist, or you may not.\"}",
      "there is no such record in the key's project (HTTP 422): "
        + "\"Unable to update this. It either does not exist, or you may not.\""
    ),
    (
      429, "", "the server has been asked too often (HTTP 429); try again later"
    ),
    (
      502, "<html>Bad gateway</html>",
      "the server fails again and again (HTTP 502); try again later"
    ),
    (
      403, "<!DOCTYPE html>",
      "a web page came instead of data: a proxy or a login stands before the server, or the URL is "
        + "wrong (HTTP 403)"
    ),
    (
      418, "{\"error\":\"\\u0041\\n\\\"b\\\"\"}",
      "this is no answer of OneUptime's (HTTP 418): \"A \"b\"\""
    ),
  ])
  func `each failure is named`(status: Int, body: String, words: String) throws {
    let address = try WebAddress("https://example.com/api")
    let error = OneUptimeError(
      HTTPResponse(status: status, body: Array(body.utf8)),
      address: address
    )
    #expect(error.description == "https://example.com/api: \(words)")
    #expect(error.isTemporary == words.hasSuffix("; try again later"))
  }

  @Test func `a redirect is not followed, for the key is for one server`() throws {
    let address = try WebAddress("http://example.com/api")
    let response = HTTPResponse(status: 301, headers: [("location", "https://example.com/api")])
    #expect(
      OneUptimeError(response, address: address).description
        == "http://example.com/api: the server sends on to https://example.com/api: give that URL (HTTP 301)"
    )
  }
}

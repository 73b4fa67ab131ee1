import Testing

@testable import Remote

struct WebAddressTests {
  @Test(arguments: [
    ("https://oneuptime.example.com", "https://oneuptime.example.com"),
    ("HTTPS://OneUptime.Example.com:443/", "https://oneuptime.example.com"),
    ("http://10.0.0.7:8080/one//", "http://10.0.0.7:8080/one"),
    ("http://[::1]:80", "http://[::1]"), ("https://[fe80::1]:8443/a", "https://[fe80::1]:8443/a"),
  ])
  func `what is the same server is written the same`(text: String, shown: String) throws {
    #expect(try WebAddress(text).description == shown)
  }

  @Test(arguments: [
    "", "oneuptime.example.com", "ftp://x", "https://", "https:///api", "https://a b",
    "https://ä.de",
    "https://x:0", "https://x:65536", "https://x:8o", "https://x?a=1", "https://x/#b",
    "https://x\ny",
    "https://[::1", "https://a\"b",
  ])
  func `what is no server's URL is refused`(text: String) {
    #expect(throws: WebAddressError.self) { try WebAddress(text) }
  }

  @Test func `a password is refused and not shown`() {
    #expect(throws: WebAddressError.hasUser) { try WebAddress("https://me:pass@x") }
    #expect(!"\(WebAddressError.hasUser)".contains("pass@"))
  }

  @Test(arguments: [
    ("http://localhost:3002", true), ("http://127.0.0.1", true), ("http://127.9.9.9:1", true),
    ("http://[::1]:1", true), ("http://a.localhost", true), ("https://example.com", true),
    ("http://example.com", false), ("http://127.0.0.1.example.com", false),
    ("http://localhost.example.com", false), ("http://10.0.0.1", false), ("http://127.1", false),
    ("http://mylocalhost", false),
  ])
  func `a key goes in the clear to this machine alone`(text: String, isAllowed: Bool) throws {
    let address = try WebAddress(text)
    if isAllowed {
      try address.checkEncryption(isInsecureAllowed: false)
    } else {
      #expect(throws: WebAddressError.unencrypted(text)) {
        try address.checkEncryption(isInsecureAllowed: false)
      }
    }
    try address.checkEncryption(isInsecureAllowed: true)
  }
}

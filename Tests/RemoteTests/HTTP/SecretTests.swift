import Glibc
import Testing

@testable import Remote

struct SecretTests {
  @Test(arguments: ["", "two words", "line\nbreak", "ü", "tab\t"])
  func `what cannot be a key is none`(text: String) {
    #expect(Secret(text) == nil)
  }

  @Test func `a key is never shown`() throws {
    let secret = try #require(Secret("open-sesame"))
    var dumped = ""
    dump(secret, to: &dumped)
    #expect(!"\(secret) \(String(reflecting: secret)) \(dumped)".contains("sesame"))
    let credentials = Credentials.header(name: "ApiKey", secret)
    #expect(!"\(credentials) \(String(reflecting: credentials))".contains("sesame"))
  }
}

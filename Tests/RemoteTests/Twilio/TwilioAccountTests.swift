import Testing

@testable import Remote

struct TwilioAccountTests {
  private static let sid = "AC" + String(repeating: "0af", count: 10) + "12"

  @Test func `an account is a sid and a token`() throws {
    let account = try #require(TwilioAccount([Self.sid, "token"]))
    #expect(account.sid == Self.sid)
    #expect(!"\(account)".contains("token\""))
  }

  @Test(arguments: [
    [], [sid], ["token", sid], [sid, ""], [sid, "token", "more"], [sid + "0", "token"],
    [String(sid.dropLast()), "token"], [sid.uppercased(), "token"],
    ["SK" + sid.dropFirst(2), "token"],
  ])
  func `anything else is none`(words: [String]) {
    #expect(TwilioAccount(words)?.sid == nil)
  }
}

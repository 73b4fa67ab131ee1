import Testing

@testable import Remote

struct TwilioAccountTests {
  private static let account = "AC" + String(repeating: "5e", count: 16)
  private static let parent = "AC" + String(repeating: "0a", count: 16)
  private static let key = "SK" + String(repeating: "0b", count: 16)

  @Test func `an account asks for itself, or another asks for it`() throws {
    for (words, user) in [
      ([Self.account, "secret"], Self.account), ([Self.account, Self.key, "secret"], Self.key),
      ([Self.account, Self.parent, "secret"], Self.parent),
    ] {
      let account = try #require(TwilioAccount(words))
      #expect(account.sid == Self.account)
      #expect(account.user == user)
      #expect(!"\(account)".contains("secret\""))
    }
  }

  @Test(arguments: [
    [], [account], [account, key], ["secret", account], [key, "secret"], [key, account, "secret"],
    [account, ""], [account, "secret", "secret"], [account, key, "secret", "more"],
    [String(account.dropLast()), "secret"],
    [account.uppercased(), "secret"], [account + "0", "secret"],
    [account, "PN" + account.dropFirst(2), "secret"],
  ])
  func `other words are none`(words: [String]) {
    #expect(TwilioAccount(words)?.sid == nil)
  }
}

/// An account at Twilio and the credentials that open it.
package struct TwilioAccount: Sendable {
  /// `AC` and 32 hexadecimal digits: whose calls are listed.
  package let sid: String
  /// Who asks: the account itself, the one that it is a subaccount of, or an API key (`SK`).
  let user: String
  /// The user's auth token, or the API key's secret.
  let token: Secret

  /// Reads `sid token`, or `sid user token` where another than the account asks; nil for other words.
  package init?(_ words: [String]) {
    guard let account = words.first, let last = words.last, let token = Secret(last),
      (2...3).contains(words.count), Self.isSid(account, "AC")
    else { return nil }
    sid = account
    user = words[words.count - 2]
    guard Self.isSid(user, "AC") || Self.isSid(user, "SK") else { return nil }
    // A sid where a secret should be: the secret was forgotten.
    guard !Self.isSid(last, "AC"), !Self.isSid(last, "SK") else { return nil }
    self.token = token
  }

  private static func isSid(_ text: String, _ kind: String) -> Bool {
    text.utf8.count == 34 && text.hasPrefix(kind)
      && text.utf8.dropFirst(2).allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
      }
  }
}

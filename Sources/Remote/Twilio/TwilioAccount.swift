/// An account at Twilio and the token that opens it.
package struct TwilioAccount: Sendable {
  /// `AC` and 32 hexadecimal digits.
  package let sid: String
  let token: Secret

  /// Nil where the words are not a sid and a token, in this order.
  package init?(_ words: [String]) {
    guard words.count == 2, let token = Secret(words[1]), Self.isSid(words[0]) else { return nil }
    sid = words[0]
    self.token = token
  }

  private static func isSid(_ text: String) -> Bool {
    text.utf8.count == 34 && text.hasPrefix("AC")
      && text.utf8.dropFirst(2).allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
      }
  }
}

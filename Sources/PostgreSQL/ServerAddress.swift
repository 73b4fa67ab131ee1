/// The URL of a PostgreSQL database, as libpq reads it, and how it may be shown.
package struct ServerAddress: Sendable, Equatable {
  /// What was given, with a password in it or not.
  let url: String
  /// The same without a password, for every word that is said or kept.
  package let shown: String
  /// Whether a password stands in the URL, where other users of the machine can see it.
  package let hasPassword: Bool
  /// What must not be shown, as it is written and as it is meant.
  private let secrets: [String]

  /// Whether a word on the command line is such a URL.
  package static func isOne(_ text: String) -> Bool {
    text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
  }

  /// Throws where it cannot be told what in the URL is the password, without saying what it is.
  package init(_ url: String) throws(ServerError) {
    guard let start = url.firstRange(of: "://")?.upperBound else {
      throw ServerError("this is not the URL of a database")
    }
    let rest = url[start...]
    var secrets: [Substring] = []
    var shown = String(url[..<start])
    let question = rest.firstIndex(of: "?")
    var place = rest[..<(question ?? rest.endIndex)]
    if let sign = place.lastIndex(of: "@") {
      let user = place[..<sign]
      guard !user.contains("/"), !user.contains("@") else { throw Self.unclear }
      if let colon = user.firstIndex(of: ":") {
        secrets.append(user[user.index(after: colon)...])
        shown += user[..<colon] + ":***"
      } else {
        shown += user
      }
      place = place[sign...]
    } else if rest.contains("@"), Self.looksLikePassword(place) {
      // An @ in what looks like the parameters may as well end a password that has a ? in it.
      throw Self.unclear
    }
    shown += place
    if let question {
      var parts: [String] = []
      for part in rest[question...].dropFirst().split(
        separator: "&",
        omittingEmptySubsequences: false
      ) {
        let name = part.prefix { $0 != "=" }
        guard !name.contains("@") else { throw Self.unclear }
        if Self.decoded(name).hasSuffix("password"), name.endIndex < part.endIndex {
          secrets.append(part[name.endIndex...].dropFirst())
          parts.append("\(name)=***")
        } else {
          parts.append(String(part))
        }
      }
      shown += "?" + parts.joined(separator: "&")
    }
    self.url = url
    self.shown = shown
    hasPassword = secrets.contains { !$0.isEmpty }
    self.secrets = secrets.flatMap { [String($0), Self.decoded($0)] }.filter { !$0.isEmpty }
      .sorted { $0.utf8.count > $1.utf8.count }
  }

  private static let unclear = ServerError(
    "the password in this URL has a character in it that ends it: write @ as %40, / as %2F and "
      + "? as %3F, or better, leave it to ~/.pgpass or PGPASSWORD"
  )

  /// Whether something other than a port stands behind a colon, before any slash.
  private static func looksLikePassword(_ place: Substring) -> Bool {
    place.prefix { $0 != "/" }.split(separator: ",").contains { host in
      guard !host.hasPrefix("["), let colon = host.firstIndex(of: ":") else { return false }
      return !host[colon...].dropFirst().utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
  }

  /// A text with whatever is secret in it hidden.
  package func hiding(_ text: String) -> String {
    secrets.reduce(text.replacing(url, with: shown)) { text, secret in
      // A password that is one letter would turn every word into stars.
      secret.utf8.count < 3 ? text : text.replacing(secret, with: "***")
    }
  }

  /// The text that `%` and two digits stand for.
  private static func decoded(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

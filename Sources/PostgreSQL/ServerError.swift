/// What a server, or libpq on the way to it, would not do.
package struct ServerError: Error, Sendable, Equatable {
  /// The five characters by which PostgreSQL tells errors apart
  /// (https://www.postgresql.org/docs/15/errcodes-appendix.html); nil where no server spoke.
  package var sqlState: String?
  /// The words of the server or of libpq, on one line.
  package var message: String
  /// Whether the connection is gone, or was never made.
  package var isDisconnected: Bool

  package init(_ message: String, sqlState: String? = nil, isDisconnected: Bool = false) {
    self.message = message
    self.sqlState = sqlState
    self.isDisconnected = isDisconnected
  }

  /// Whether the server may do later what it would not do now.
  package var isTemporary: Bool {
    guard let sqlState else {
      return isDisconnected && Self.temporaryWords.contains { message.contains($0) }
    }
    return Self.temporaryClasses.contains { sqlState.hasPrefix($0) }
      || Self.temporaryStates.contains(sqlState)
  }

  /// Connection exceptions, and resources that are used up.
  private static let temporaryClasses = ["08", "53"]

  /// In their order: serialization failure (a standby cancels what stands in its way), deadlock,
  /// lock not available, ended by the administrator, server crashed, starting up, idle for too long.
  private static let temporaryStates: Set = [
    "40001", "40P01", "55P03", "57P01", "57P02", "57P03", "57P05",
  ]

  /// What libpq says where there is no server to say it; it is not translated, for nothing in this
  /// program sets a locale.
  private static let temporaryWords = [
    "Connection refused", "timeout expired", "timed out", "Network is unreachable",
    "No route to host", "Host is down", "Connection reset", "Broken pipe",
    "server closed the connection", "could not receive data from server",
    "could not send data to server", "connection not open", "no connection to the server",
    "SSL connection has been closed", "Temporary failure in name resolution",
    "Is the server running",
  ]
}

extension ServerError: CustomStringConvertible {
  package var description: String {
    message + (sqlState.map { " (SQLSTATE \($0))" } ?? "")
  }
}

extension ServerError {
  /// Takes apart what libpq says in its verbose form, where a server's words begin with their state.
  init(verbose text: String, isDisconnected: Bool) {
    var lines = text.split(separator: "\n").map { $0.split(whereSeparator: \.isWhitespace) }
    lines.removeAll { $0.first == "LOCATION:" }
    var words = lines.flatMap(\.self).map(String.init)
    var state: String?
    // With several hosts there are several; the last one is the one that decided.
    while let index = words.indices.dropFirst().first(where: { Self.isState(words, at: $0) }) {
      state = String(words[index].dropLast())
      words.remove(at: index)
    }
    self.init(words.joined(separator: " "), sqlState: state, isDisconnected: isDisconnected)
  }

  /// Whether a word is such a state, as in `FATAL:  28P01: …`.
  private static func isState(_ words: [String], at index: Int) -> Bool {
    let word = words[index].utf8
    return word.count == 6 && word.last == UInt8(ascii: ":") && words[index - 1].hasSuffix(":")
      && word.dropLast().allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
      && word.contains { (0x30...0x39).contains($0) }
  }
}

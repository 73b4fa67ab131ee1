/// Where a server is: scheme, host, port and the path that all its own paths follow.
package struct WebAddress: Sendable, Equatable {
  package let isEncrypted: Bool
  /// In small letters; an IPv6 address in its brackets.
  package let host: String
  package let port: Int?
  /// Empty, or from a slash on and without one at its end.
  package let path: String

  /// Reads `https://host:port/path`, or says what is wrong with it.
  package init(_ text: String) throws(WebAddressError) {
    guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), !text.isEmpty else {
      throw .malformed(text, "a URL has no blanks, and other alphabets only in their ASCII form")
    }
    guard let mark = text.firstRange(of: "://") else {
      throw .malformed(text, "expected https://…")
    }
    switch text[..<mark.lowerBound].lowercased() {
    case "https": isEncrypted = true
    case "http": isEncrypted = false
    default: throw .malformed(text, "expected https://…")
    }
    let rest = text[mark.upperBound...]
    let place = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard !place.contains("@") else { throw .hasUser }
    var path = rest[place.endIndex...]
    guard !path.contains("?"), !path.contains("#") else {
      throw .malformed(text, "leave out what begins with ? or #")
    }
    while path.hasSuffix("/") { path = path.dropLast() }
    self.path = String(path)
    let ending = place.hasPrefix("[") ? place.firstIndex(of: "]") : nil
    let colon = place[(ending ?? place.startIndex)...].firstIndex(of: ":")
    host = place[..<(colon ?? place.endIndex)].lowercased()
    let isName = host.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2E
        || byte == 0x5F
    }
    guard !host.isEmpty, isName || (host.hasPrefix("[") && host.hasSuffix("]")) else {
      throw .malformed(text, "there is no name of a server in it")
    }
    guard let colon else {
      port = nil
      return
    }
    let digits = place[place.index(after: colon)...]
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits),
      (1...65_535).contains(number)
    else { throw .malformed(text, "a port is a number of 1 to 65535") }
    port = number == (isEncrypted ? 443 : 80) ? nil : number
  }

  /// The same server with another path.
  package init(_ address: Self, path: String) {
    isEncrypted = address.isEncrypted
    host = address.host
    port = address.port
    self.path = path
  }

  /// Whether it is this machine itself, where nobody listens on the way.
  package var isLoopback: Bool {
    if host == "localhost" || host.hasSuffix(".localhost") || host == "[::1]" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  /// Refuses to send what is secret over a network in the clear, unless that is wanted.
  package func checkEncryption(isInsecureAllowed: Bool) throws(WebAddressError) {
    guard isEncrypted || isLoopback || isInsecureAllowed else {
      throw .unencrypted(description)
    }
  }
}

extension WebAddress: CustomStringConvertible {
  package var description: String {
    "\(isEncrypted ? "https" : "http")://\(host)\(port.map { ":\($0)" } ?? "")\(path)"
  }
}

/// Why a server gave no answer that can be used.
package struct HTTPError: Error, Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// libcurl is not there.
    case unavailable
    /// The name of the host, or of a proxy, is not known.
    case unresolved
    /// Nobody accepts connections there.
    case unreachable
    /// Nothing came for too long.
    case timedOut
    /// The connection broke, or the answer ended too early.
    case cutShort
    /// The answer is larger than any that is expected.
    case tooLarge
    /// The certificate, or the encryption, is not to be trusted.
    case untrusted
    /// All the time that was given is used up.
    case timeLimit
    /// Anything else libcurl would not do.
    case failed
  }

  package var kind: Kind
  /// Words for people, on one line, with nothing secret in them.
  package var message: String

  package init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  /// Whether trying again later can help.
  package var isTemporary: Bool {
    switch kind {
    case .unresolved, .unreachable, .timedOut, .cutShort, .timeLimit: true
    case .unavailable, .tooLarge, .untrusted, .failed: false
    }
  }

  /// Whether nothing of the request can have reached the server.
  var isUnsent: Bool { kind == .unresolved || kind == .unreachable }

  /// Whether a smaller answer might have arrived.
  package var mayBeSize: Bool { kind == .timedOut || kind == .cutShort || kind == .tooLarge }
}

extension HTTPError: CustomStringConvertible {
  package var description: String { message }
}

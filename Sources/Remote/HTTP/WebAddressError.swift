/// A URL that cannot be used.
package enum WebAddressError: Error, Sendable, Equatable {
  case malformed(String, String)
  /// There may be a password in it, so it is not shown.
  case hasUser
  case unencrypted(String)
}

extension WebAddressError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .malformed(let text, let reason): "'\(text)' is no URL of a server: \(reason)"
    case .hasUser:
      "the URL has a user or password in it, which others can see: leave out what is before the @"
    case .unencrypted(let text):
      "\(text): everybody on the way could read the key; use https://, or --insecure where the "
        + "network is your own"
    }
  }
}

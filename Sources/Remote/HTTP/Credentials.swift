/// What a server knows its caller by.
package enum Credentials: Sendable {
  case none
  /// A header of its own, such as OneUptime's `ApiKey`.
  case header(name: String, Secret)
  /// HTTP Basic, such as Twilio's account sid and token.
  case basic(user: String, password: Secret)
}

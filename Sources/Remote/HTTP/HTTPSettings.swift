/// How patient to be with a server.
package struct HTTPSettings: Sendable {
  /// How long to wait for a connection.
  package var connectSeconds = 15
  /// How long nothing may come before a question is given up.
  package var silenceSeconds = 60
  /// How long all questions together may take; nil for ever.
  package var totalSeconds: Int?
  /// How often a question is asked at most.
  package var tries = 7
  /// More than this is no answer but a mistake; decompressed.
  package var bodyLimitBytes = 256 << 20
  /// What the server sees as its caller.
  package var userAgent = "calltally"

  package init() {}
}

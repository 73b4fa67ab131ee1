internal import Arguments
internal import Remote

/// How patient a command is with a server.
struct WaitOptions: Sendable {
  var timeout = Seconds(60)
  var timeLimit = Seconds(0)

  static let arguments: ArgumentList<Self> = [
    .option(
      "timeout",
      \.timeout,
      "SECONDS",
      help: "How long nothing may come before a request is tried again."
    ),
    .option(
      "time-limit",
      \.timeLimit,
      "SECONDS",
      help: "How long all requests may take together; 0 is for ever."
    ),
  ]

  var settings: HTTPSettings {
    var settings = HTTPSettings()
    settings.silenceSeconds = max(1, timeout.count)
    settings.totalSeconds = timeLimit.count > 0 ? timeLimit.count : nil
    settings.userAgent = "calltally/\(Calltally.version)"
    return settings
  }
}

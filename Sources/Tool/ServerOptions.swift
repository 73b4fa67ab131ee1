internal import Arguments
internal import Remote

/// Which OneUptime server a command asks, with whose key, and how patiently.
struct ServerOptions: Sendable {
  var url: String?
  var keyFile: String?
  var isInsecure = false
  var timeout = Seconds(60)
  var timeLimit = Seconds(0)

  static let arguments: ArgumentList<Self> = .section(
    "Server",
    [
      .option(
        "url",
        \.url,
        "URL",
        help: "The server, as its dashboard's URL begins; else $CALLTALLY_URL."
      ),
      .option(
        "api-key-file",
        \.keyFile,
        "FILE",
        completion: .files,
        help: "The file with the API key; else $CALLTALLY_API_KEY, else a systemd credential "
          + "named api-key."
      ),
      .flag(
        "insecure",
        \.isInsecure,
        help: "Send the key over http:// to another machine than this one."
      ),
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
  )

  /// Reads the key and makes a client; a request that is repeated is told to `progress`' owner.
  func client(
    in context: Context,
    onWait: @escaping (HTTPWait) -> Void
  ) throws -> OneUptimeClient {
    guard let url = url ?? context.environment("CALLTALLY_URL") else {
      throw MisuseError.noServer
    }
    let address = try WebAddress(url)
    try address.checkEncryption(isInsecureAllowed: isInsecure)
    guard
      let file = try SecretFile.find(
        file: keyFile,
        variable: "CALLTALLY_API_KEY",
        credential: "api-key"
      )
    else { throw MisuseError.noKey }
    if let warning = file.warning { context.tell("calltally: warning: \(warning)") }
    guard file.lines.count == 1, let key = Secret(file.lines[0]) else {
      throw MisuseError.malformedKey(origin: file.origin)
    }
    var settings = HTTPSettings()
    settings.silenceSeconds = max(1, timeout.count)
    settings.totalSeconds = timeLimit.count > 0 ? timeLimit.count : nil
    settings.userAgent = "calltally/\(Calltally.version)"
    return try OneUptimeClient(address, key: key, settings, onWait: onWait)
  }
}

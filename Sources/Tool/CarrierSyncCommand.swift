internal import Arguments
internal import Remote
internal import Tally

/// `calltally carrier sync twilio`.
struct CarrierSyncCommand: ToolCommand {
  static let name = "carrier sync twilio"
  static let summary = "Brings the store up to date with Twilio's records of calls."
  static let discussion = [
    "Does what 'carrier import twilio' does with what Twilio's API answers. The first run reads all "
      + "there is, later ones from a week before the last one on, or from the oldest call of 60 "
      + "days that had no price yet. A period reads its days, and one more at each end.",
    "The account's sid and auth token are two words in a file, or in the environment; they are "
      + "never an argument, where others could see them. With an API key there are three: the "
      + "account's sid, the key's (SK…) and its secret. For a subaccount the second may be the sid of "
      + "its parent, whose token is the third.",
    "The exit status is 75 where trying again later can help: nobody answers, Twilio is busy or "
      + "fails, or the time limit is reached. What was read until then is kept.",
  ]
  static let examples = [
    Example(
      "calltally carrier sync twilio --credentials-file twilio.txt",
      "What is new, or all of it for the first time."
    ),
    Example("calltally carrier sync twilio --month last", "All of last month again."),
  ]
  static let arguments: ArgumentList<Self> = [
    .section(
      "Carrier",
      [
        .option(
          "credentials-file",
          \.credentialsFile,
          "FILE",
          completion: .files,
          help: "The file with the account's sid and auth token; else $TWILIO_ACCOUNT_SID, and "
            + "$TWILIO_AUTH_TOKEN or $TWILIO_API_KEY and $TWILIO_API_SECRET; else a systemd credential "
            + "named twilio."
        ),
        .option("url", \.url, "URL", help: "What is asked instead of https://api.twilio.com."),
        .flag(
          "insecure",
          \.isInsecure,
          help: "Send the token over http:// to another machine than this one."
        ),
        .include(\.wait, WaitOptions.arguments),
        .option(
          "look-back",
          \.lookBack,
          "TIME",
          help: "Read again from so long before the last run on: 24h, 7d."
        ),
        .rejects(\.rejects),
        .jsonSummary(\.isJSON),
        .lockWait(\.lockWait),
      ]
    ),
    .include(\.period, PeriodOptions.arguments),
    .include(\.general, GeneralOptions.arguments),
  ]
  var credentialsFile: String?
  var url = "https://api.twilio.com"
  var isInsecure = false
  var wait = WaitOptions()
  var lookBack = LookBack(seconds: 7 * 86_400)
  var rejects: String?
  var isJSON = false
  var lockWait = Seconds(0)
  var period = PeriodOptions()
  var general = GeneralOptions()

  func run(in context: Context) throws -> ExitStatus {
    var request = CarrierSyncRequest(
      storePath: context.storePath(general.store),
      now: context.now
    )
    if period.isGiven {
      request.period = try period.period(in: context)
    }
    request.lookBackSeconds = lookBack.seconds
    request.lockWaitSeconds = lockWait.count
    let address = try WebAddress(url)
    try address.checkEncryption(isInsecureAllowed: isInsecure)
    let account = try account(in: context)
    let console = try IntakeConsole(rejects: rejects, isJSON: isJSON, general, in: context)
    defer { console.progress.clear() }
    let summary = try CarrierSync.run(
      request,
      TwilioClient(address, account, wait.settings) { console.tell($0) },
      onReject: { try console.tell($0) },
      onProgress: { step in console.progress.show { _ in step.text } }
    )
    try console.finish(
      warnings: summary.records.warnings,
      json: summary.json,
      sentence: summary.sentence
    )
    return summary.records.rejected > 0 ? .rejected : .done
  }

  private func account(in context: Context) throws -> TwilioAccount {
    // Where there is a key it is meant: it can do less than the token.
    let hasKey = context.environment("TWILIO_API_KEY") != nil
    let names =
      ["TWILIO_ACCOUNT_SID"]
      + (hasKey ? ["TWILIO_API_KEY", "TWILIO_API_SECRET"] : ["TWILIO_AUTH_TOKEN"])
    let values = names.compactMap { context.environment($0) }
    if credentialsFile == nil, !values.isEmpty {
      guard let account = TwilioAccount(values) else {
        throw MisuseError.malformedCarrierAccount(origin: "$\(names.joined(separator: " and $"))")
      }
      return account
    }
    guard
      let file = try SecretFile.find(file: credentialsFile, variable: nil, credential: "twilio")
    else { throw MisuseError.noCarrierAccount }
    if let warning = file.warning { context.tell("calltally: warning: \(warning)") }
    guard let account = TwilioAccount(file.words) else {
      throw MisuseError.malformedCarrierAccount(origin: file.origin)
    }
    return account
  }
}

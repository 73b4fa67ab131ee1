internal import Arguments
internal import Tally

/// `calltally rates import`.
struct RatesImportCommand: ToolCommand {
  static let name = "rates import"
  static let summary = "Takes in a rate card, or a carrier's price list, as a new version."
  static let discussion = [
    "A card is CSV with the columns " + RateFile.columns.joined(separator: ", ") + ". Only prefix "
      + "and rate_usd_per_minute have to be there; without seconds begun minutes are billed. Days "
      + "are in UTC, and valid_to is the first day on which a rate does not count any more.",
    "A voice price list of Twilio's (ISO, Country, Description, Price / min, …) is taken as it is. "
      + "A file with anything wrong in it is refused whole. Versions are added and never changed; the "
      + "same rates again make no new one.",
  ]
  static let examples = [
    Example("calltally rates import twilio.csv", "A card called twilio."),
    Example(
      "calltally rates import --name twilio --origination 1 VoicePricing.csv",
      "Twilio's list, for calls from numbers in North America."
    ),
  ]
  static let arguments: ArgumentList<Self> = [
    .positional("FILE", \.path, completion: .files, help: "A CSV file of rates."),
    .option("name", \.cardName, "NAME", help: "What the card is called; as the file unless given."),
    .option(
      "origination",
      \.origination,
      "DIGITS",
      help: "What the caller IDs of your calls begin with, where prices depend on it."
    ),
    .option(
      "lock-wait",
      \.lockWait,
      "SECONDS",
      help: "How long to wait while another process writes to the store."
    ),
    .include(\.general, GeneralOptions.arguments),
  ]
  var path = ""
  var cardName: String?
  var origination: String?
  var lockWait = Seconds(0)
  var general = GeneralOptions()

  func run(in context: Context) throws -> ExitStatus {
    let file = try RateFile(path: path, origination: origination)
    let change = try StoreChange(
      path: context.storePath(general.store),
      lockWaitSeconds: lockWait.count
    )
    let name = cardName ?? RateFile.name(ofPath: path)
    let (version, isNew) = try file.write(to: change, named: name)
    try change.commit()
    for warning in file.warnings { context.tell("calltally: warning: \(warning)") }
    if !general.isQuiet {
      let count = file.rates.count == 1 ? "1 rate" : "\(file.rates.count) rates"
      context.tell(
        isNew ? "\(name)@\(version): \(count)" : "\(name)@\(version) has these \(count) already"
      )
    }
    return .done
  }
}

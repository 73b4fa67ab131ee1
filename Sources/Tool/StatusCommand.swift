internal import Arguments
internal import Tally

/// `calltally status`.
struct StatusCommand: ToolCommand {
  static let name = "status"
  static let summary = "Tells what is in the store, how fresh, and what is wrong with it."
  static let examples = [
    Example("calltally status", "Rows, calls, range, projects, and what to do about the rest."),
    Example("calltally status --format json", "The same for a program."),
  ]
  static let arguments: ArgumentList<Self> = [
    .option("tz", \.zone, "ZONE", help: "The IANA time zone that times are told in, or local."),
    .include(\.output, OutputOptions.arguments),
    .include(\.general, GeneralOptions.arguments),
  ]
  var zone = "UTC"
  var output = OutputOptions()
  var general = GeneralOptions()

  func run(in context: Context) throws -> ExitStatus {
    try output.write(in: context, isQuiet: general.isQuiet) {
      let zone = try PeriodOptions.zone(zone)
      let store = try Store(path: context.storePath(general.store))
      return try StoreStatus(of: store).report(zone: zone)
    }
    return .done
  }
}

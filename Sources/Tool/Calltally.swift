internal import Arguments
internal import Export
internal import Glibc
internal import Tally

/// The program: finds the command that was typed, runs it, and tells how it ended.
@main
enum Calltally {
  static let version = "0.1.0"

  static let parser = CommandLineParser(
    program: "calltally",
    version: version,
    summary: "Turns OneUptime's incoming-call log items into answer rates, durations and cost.",
    discussion: [
      "One row is one ring of one on-call user's phone (an attempt) within one incoming call. "
        + "Import API responses, then report.",
      "The store is one SQLite file: --store PATH, else $CALLTALLY_STORE, else calltally.sqlite "
        + "in the current directory.",
      "Exit status: 0 done; 1 failed; 2 misuse of the command line; 3 done, but some input was "
        + "rejected; 4 a check did not hold; 75 try again later.",
    ],
    commands: commands.map { $0 }
  )

  static let commands: [any ToolCommand.Type] = [
    ImportCommand.self,
    SyncCommand.self,
    ReportCommand.self,
    ReconcileCommand.self,
    ExportCommand.self,
    QueryCommand.self,
    ExplainCommand.self,
    StatusCommand.self,
    CarrierImportCommand.self,
    CarrierMatchCommand.self,
    RatesImportCommand.self,
    RatesListCommand.self,
    RatesShowCommand.self,
    RatesCheckCommand.self,
    RatesTemplateCommand.self,
    RatesDiffCommand.self,
    CurrencyImportCommand.self,
    CurrencyListCommand.self,
    GetCommand.self,
    PushCostsCommand.self,
    PurgeCommand.self,
    RestoreCommand.self,
    OptimizeCommand.self,
    CompletionsCommand.self,
    ManualCommand.self,
  ]

  static func main() {
    // A reader that goes away is told by EPIPE, which is not an error here.
    _ = signal(SIGPIPE, SIG_IGN)
    let context = Context()
    exit(run(Array(CommandLine.arguments.dropFirst()), in: context).rawValue)
  }

  static func run(_ arguments: [String], in context: Context) -> ExitStatus {
    do {
      switch try parser.parse(arguments) {
      case .help(let help):
        try context.print(help.text(width: context.helpWidth, colour: context.usesColour))
        return .done
      case .version:
        try context.print("calltally \(version)\n")
        return .done
      case .run(let command as any ToolCommand):
        return try command.run(in: context)
      case .run:
        return .failed
      }
    } catch let error as CommandLineError {
      context.tell("calltally: \(error)")
      context.tell(error.help.usage(width: context.helpWidth))
      context.tell("see '\(error.help.commandLine) --help'")
      return .misuse
    } catch ExportError.closedPipe {
      return .done
    } catch {
      context.tell("calltally: \(error)")
      return ExitStatus(error)
    }
  }
}

internal import Arguments

/// A command and what running it means.
protocol ToolCommand: Command {
  func run(in context: Context) throws -> ExitStatus
}

internal import Arguments

/// `calltally completions`.
struct CompletionsCommand: ToolCommand {
  static let name = "completions"
  static let summary = "Prints the completions for a shell."
  static let examples = [
    Example(
      "calltally completions bash > /etc/bash_completion.d/calltally",
      "For everybody's bash."
    ),
    Example("calltally completions fish | source", "For this fish only."),
  ]
  static let arguments: ArgumentList<Self> = [
    .positional("SHELL", \.shell, help: "The shell they are for.")
  ]
  var shell = Shell.bash

  func run(in context: Context) throws -> ExitStatus {
    try context.print(shell.completions(of: Calltally.parser.catalogue))
    return .done
  }
}

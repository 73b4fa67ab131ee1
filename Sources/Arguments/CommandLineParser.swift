/// Turns typed words into a command with its values, a request for help, or an error.
package struct CommandLineParser: Sendable {
  package let catalogue: Catalogue
  private let commands: [any Command.Type]

  /// Help lists the commands in the order given.
  package init(
    program: String,
    version: String,
    summary: String,
    discussion: [String] = [],
    commands: [any Command.Type]
  ) {
    self.commands = commands
    catalogue = Catalogue(
      program: program,
      version: version,
      summary: summary,
      discussion: discussion,
      commands: commands.map { CommandDeclaration($0) }
    )
  }

  /// Reads the words after the program's own name.
  ///
  /// `--help` anywhere before `--` wins over whatever else is wrong, except an unknown command.
  package func parse(_ typed: [String]) throws(CommandLineError) -> Invocation {
    if typed.first == "--version" { return .version }
    let isTopic = typed.first == "help"
    let words = typed[(isTopic ? 1 : 0)...]
    let depth = catalogue.depth(of: words)
    let path = words.prefix(depth)
    let rest = words.dropFirst(depth)
    let help = Help(catalogue, Array(path))
    let index = catalogue.commands.firstIndex { $0.words.elementsEqual(path) }
    let isHelp = isTopic || rest.prefix { $0 != "--" }.contains { $0 == "--help" || $0 == "-h" }
    let isPathWhole = rest.first?.isOptionLike ?? true
    if isHelp, isPathWhole || (index != nil && !isTopic) { return .help(help) }
    do throws(UsageError) {
      guard let index, !isTopic else { throw missingCommand(path, rest.first) }
      return .run(try Self.command(commands[index], rest, catalogue.commands[index]))
    } catch {
      throw CommandLineError(reason: error, help: help)
    }
  }

  /// A command with the values that were typed.
  private static func command<Parsed: Command>(
    _ command: Parsed.Type,
    _ typed: ArraySlice<String>,
    _ declaration: CommandDeclaration
  ) throws(UsageError) -> any Command {
    var parsed = Parsed()
    // What `--help` asks for is answered already; left is `--help=x`, a flag with a value.
    let scan = try ArgumentScan(typed, declaration.arguments + [.help])
    for (argument, words) in zip(command.arguments.arguments, scan.words) where !words.isEmpty {
      try argument.assign(&parsed, words)
    }
    return parsed
  }

  /// Why the words after `path`, which is no whole command, lead nowhere.
  private func missingCommand(_ path: ArraySlice<String>, _ next: String?) -> UsageError {
    let choices = catalogue.nextWords(after: path)
    guard let next else { return .missingCommand(choices: choices) }
    guard next.isOptionLike else {
      let prefix = path.map { $0 + " " }.joined()
      return .unknownCommand(prefix + next, choices: choices.map { prefix + $0 })
    }
    let name = String(next.prefix { $0 != "=" })
    let arguments = catalogue.commands.flatMap(\.arguments)
    return arguments.contains { $0.spellings.contains(name) }
      ? .optionBeforeCommand(name) : .unknownOption(next, choices: ["help", "version"])
  }
}

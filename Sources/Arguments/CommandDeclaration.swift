/// All that help, completions and messages need to know of one command.
///
/// Everything but the words is made when it is asked for: to run one of many commands nobody needs
/// to know the arguments of the others.
package struct CommandDeclaration: Sendable {
  private let command: any Command.Type
  /// The words that choose it.
  package let words: [String]

  init(_ command: any Command.Type) {
    self.command = command
    words = command.name.split(separator: " ").map(String.init)
  }

  package var summary: String { command.summary }
  package var discussion: [String] { command.discussion }
  package var examples: [Example] { command.examples }
  package var arguments: [ArgumentDeclaration] { Self.arguments(of: command) }

  private static func arguments<Declared: Command>(
    of command: Declared.Type
  ) -> [ArgumentDeclaration] {
    let fresh = Declared()
    return command.arguments.arguments.map { argument in
      var declaration = argument.declaration
      declaration.defaults = argument.defaults(fresh)
      return declaration
    }
  }

  var name: String { words.joined(separator: " ") }
  var positionals: [ArgumentDeclaration] { arguments.filter { $0.kind == .positional } }
  /// What begins with dashes, `--help` last.
  var options: [ArgumentDeclaration] {
    arguments.filter { $0.kind != .positional } + [.help]
  }

  /// The headings of its options in the order of their first option, nil being the general one.
  var sections: [String?] {
    options.reduce(into: []) { sections, option in
      if !sections.contains(option.section) { sections.append(option.section) }
    }
  }

  /// What the usage line shows behind the words; more than 12 options are only hinted at.
  var usageParts: [String] {
    let options = arguments.filter { $0.kind != .positional && !$0.isNegation }.map(\.usage)
    return positionals.map(\.usage) + (options.count > 12 ? ["[options]"] : options)
  }
}

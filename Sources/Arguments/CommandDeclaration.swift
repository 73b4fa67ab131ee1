/// All that help, completions and messages need to know of one command.
package struct CommandDeclaration: Sendable {
  /// The words that choose it.
  package var words: [String]
  package var summary: String
  package var discussion: [String]
  package var examples: [Example]
  package var arguments: [ArgumentDeclaration]

  init<Declared: Command>(_ command: Declared.Type) {
    words = command.name.split(separator: " ").map(String.init)
    summary = command.summary
    discussion = command.discussion
    examples = command.examples
    let fresh = Declared()
    arguments = command.arguments.arguments.map { argument in
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

/// The help of a program, of a group of commands or of one command.
package struct Help: Sendable {
  private let catalogue: Catalogue
  private let words: [String]

  /// `words` are those of a command or the first ones of several; none for the program.
  package init(_ catalogue: Catalogue, _ words: [String]) {
    self.catalogue = catalogue
    self.words = words
  }

  /// What is typed to run it: `calltally report`.
  package var commandLine: String {
    ([catalogue.program] + words).joined(separator: " ")
  }

  /// How to type it, wrapped to a width of 60 or more columns; without a newline at the end.
  package func usage(width: Int) -> String {
    usage(TextLayout(width: width, isColoured: false))
  }

  /// Everything there is to say, ending in a newline; headings are bold where `colour` is true.
  package func text(width: Int, colour: Bool) -> String {
    let layout = TextLayout(width: width, isColoured: colour)
    let blocks = [usage(layout)] + (commandBlocks(layout) ?? listBlocks(layout))
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private func usage(_ layout: TextLayout) -> String {
    let start = "Usage: \(commandLine)"
    let parts = catalogue.command(words)?.usageParts ?? ["COMMAND", "[options]"]
    let text =
      parts.isEmpty ? start : layout.filled(parts, after: start + " ", indent: start.count + 1)
    return layout.heading("Usage") + text.dropFirst("Usage:".count)
  }

  /// What follows the usage line of a command; nil where the words choose none.
  private func commandBlocks(_ layout: TextLayout) -> [String]? {
    guard let command = catalogue.command(words) else { return nil }
    let options = command.options.filter { !$0.isNegation }
    var lists = [("Arguments", command.positionals)]
    for section in command.sections {
      lists.append((section ?? "Options", options.filter { $0.section == section }))
    }
    let entries = lists.map { list in (list.0, list.1.map { ($0.label, $0.fullHelp) }) }
    let examples = command.examples.map { example in
      layout.paragraph(example.purpose, indent: 2) + "\n    " + example.commandLine
    }
    return ([command.summary] + command.discussion).map { layout.paragraph($0) }
      + layout.lists(entries)
      + (examples.isEmpty
        ? [] : [layout.heading("Examples") + "\n" + examples.joined(separator: "\n\n")])
  }

  /// What follows the usage line of the program or of a group: the commands below it.
  private func listBlocks(_ layout: TextLayout) -> [String] {
    var commands = catalogue.commands(below: words).map { ($0.name, $0.summary) }
    var options = [(ArgumentDeclaration.help.label, ArgumentDeclaration.help.help)]
    guard words.isEmpty else {
      return layout.lists([("Commands", commands), ("Options", options)])
    }
    commands.append(("help COMMAND", "Show the help of a command."))
    options.append(("--version", "Show the version."))
    return ([catalogue.summary] + catalogue.discussion).map { layout.paragraph($0) }
      + layout.lists([("Commands", commands), ("Options", options)])
  }
}

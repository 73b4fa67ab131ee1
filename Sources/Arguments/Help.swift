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
    let column = column(for: (command.positionals + options).map(\.label))
    let block = { (title: String, arguments: [ArgumentDeclaration]) in
      let entries = arguments.map { layout.entry($0.label, $0.fullHelp, column: column) }
      return ([layout.heading(title)] + entries).joined(separator: "\n")
    }
    var blocks = ([command.summary] + command.discussion).map { layout.paragraph($0) }
    if !command.positionals.isEmpty { blocks.append(block("Arguments", command.positionals)) }
    for section in command.sections {
      blocks.append(block(section ?? "Options", options.filter { $0.section == section }))
    }
    if !command.examples.isEmpty {
      let examples = command.examples.map { example in
        layout.paragraph(example.purpose, indent: 2) + "\n    " + example.commandLine
      }
      blocks.append(layout.heading("Examples") + "\n" + examples.joined(separator: "\n\n"))
    }
    return blocks
  }

  /// What follows the usage line of the program or of a group: the commands below it.
  private func listBlocks(_ layout: TextLayout) -> [String] {
    let isProgram = words.isEmpty
    var commands = catalogue.commands(below: words).map { ($0.name, $0.summary) }
    var options = [(ArgumentDeclaration.help.label, ArgumentDeclaration.help.help)]
    if isProgram {
      commands.append(("help COMMAND", "Show the help of a command."))
      options.append(("--version", "Show the version."))
    }
    let column = column(for: (commands + options).map(\.0))
    let block = { (title: String, entries: [(label: String, text: String)]) in
      let lines = entries.map { layout.entry($0.label, $0.text, column: column) }
      return ([layout.heading(title)] + lines).joined(separator: "\n")
    }
    let introduction = isProgram ? [catalogue.summary] + catalogue.discussion : []
    return introduction.map { layout.paragraph($0) }
      + [block("Commands", commands), block("Options", options)]
  }

  /// Where explanations begin: behind the longest label that leaves enough room for them.
  private func column(for labels: [String]) -> Int {
    (labels.map { $0.count + 4 }.filter { $0 <= 28 }.max() ?? 28)
  }
}

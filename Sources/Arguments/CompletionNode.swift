/// A place on the way through the words of commands, and what can follow there.
struct CompletionNode {
  /// The words typed so far, `help` included: `rates import`, `help rates`.
  var path: String
  /// The words that lead further, and what they lead to.
  var next: [(word: String, summary: String)]
  /// The command whose options and values can follow.
  var command: CommandDeclaration?

  /// Every beginning of a command's words, and the same behind `help`.
  static func all(of catalogue: Catalogue) -> [Self] {
    var paths: [[String]] = [[]]
    for command in catalogue.commands {
      for count in 1...command.words.count where !paths.contains(Array(command.words.prefix(count)))
      {
        paths.append(Array(command.words.prefix(count)))
      }
    }
    return paths.map { node(at: $0, in: catalogue) }
      + paths.map { words in
        let node = node(at: words, in: catalogue)
        let path = (["help"] + words).joined(separator: " ")
        return Self(path: path, next: node.next.filter { $0.word != "help" })
      }
  }

  private static func node(at words: [String], in catalogue: Catalogue) -> Self {
    let next = catalogue.nextWords(after: words).map { word in
      let command = catalogue.command(words + [word])
      let below = catalogue.nextWords(after: words + [word]).joined(separator: ", ")
      let summary = word == "help" ? "Show the help of a command." : "One of \(below)."
      return (word: word, summary: command?.summary ?? summary)
    }
    return Self(
      path: words.joined(separator: " "),
      next: next,
      command: catalogue.command(words)
    )
  }
}

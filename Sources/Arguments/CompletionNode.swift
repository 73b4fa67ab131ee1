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
    var nodes = [node(at: [], in: catalogue)]
    for command in catalogue.commands {
      for count in 1...command.words.count {
        let node = node(at: Array(command.words.prefix(count)), in: catalogue)
        if !nodes.contains(where: { $0.path == node.path }) { nodes.append(node) }
      }
    }
    let topics = nodes.map { node in
      let path = node.path.isEmpty ? "help" : "help " + node.path
      return Self(path: path, next: node.next.filter { $0.word != "help" })
    }
    return nodes + topics
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

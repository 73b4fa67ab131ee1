/// A command line as a shell divides it, as far as examples go: blanks, single quotes, pipes.
struct ShellWords {
  private var commands: [[String]] = [[]]

  init(_ line: String) {
    var word: String?
    var isQuoted = false
    for character in line + " " {
      switch character {
      case "'": (isQuoted, word) = (!isQuoted, word ?? "")
      case " " where !isQuoted:
        if let word { commands[commands.count - 1].append(word) }
        word = nil
      case "|" where !isQuoted: commands.append([])
      default: word = (word ?? "") + String(character)
      }
    }
  }

  /// The words behind a program's name up to a redirection; nil where it is not run.
  func arguments(of program: String) -> [String]? {
    commands.first { $0.first == program }.map { command in
      command.dropFirst().prefix { ![">", ">>", "<"].contains($0) }.map { $0 }
    }
  }
}

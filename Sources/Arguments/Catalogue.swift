/// A program and its commands, from which help, completions and the manual page derive.
package struct Catalogue: Sendable {
  package var program: String
  package var version: String
  /// One sentence.
  package var summary: String
  /// Paragraphs below the summary in the program's own help.
  package var discussion: [String]
  package var commands: [CommandDeclaration]

  /// The command that exactly these words choose.
  func command(_ words: some Collection<String>) -> CommandDeclaration? {
    commands.first { $0.words.elementsEqual(words) }
  }

  /// The commands whose first words are these; all of them for none.
  func commands(below words: some Collection<String>) -> [CommandDeclaration] {
    commands.filter { $0.words.starts(with: words) }
  }

  /// How many of the leading words lead to a command or towards one.
  func depth(of words: some Collection<String>) -> Int {
    (0...words.count).last { !commands(below: words.prefix($0)).isEmpty } ?? 0
  }

  /// What can be typed after the leading words of a command, in the order of declaration.
  func nextWords(after words: some Collection<String>) -> [String] {
    var next: [String] = []
    for command in commands(below: words) {
      guard let word = command.words.dropFirst(words.count).first, !next.contains(word)
      else { continue }
      next.append(word)
    }
    return words.isEmpty ? next + ["help"] : next
  }
}

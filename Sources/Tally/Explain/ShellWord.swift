/// Writes command lines that can be pasted into a shell.
enum ShellWord {
  /// The word as it is, or in single quotes where a shell would make something else of it.
  static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.utf8.allSatisfy {
        switch $0 {
        case 48...57, 65...90, 97...122: true
        default: "_-.,:/@+=%".utf8.contains($0)
        }
      }
    return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}

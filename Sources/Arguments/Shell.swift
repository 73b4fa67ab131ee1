/// A shell that completions can be written for.
package enum Shell: String, CaseIterable, ArgumentValue {
  case bash
  case zsh
  case fish

  /// The script that completes a program's commands, options and values when it is sourced.
  package func completions(of catalogue: Catalogue) -> String {
    switch self {
    case .bash: BashCompletions(catalogue: catalogue).script
    case .zsh: ZshCompletions(catalogue: catalogue).script
    case .fish: FishCompletions(catalogue: catalogue).script
    }
  }

  /// A word that the shell takes literally: in single quotes, its own ones written from outside.
  static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#)
      + "'"
  }

  /// Text with a backslash before each of some characters.
  static func escaped(_ text: String, _ characters: String) -> String {
    text.map { characters.contains($0) ? "\\\($0)" : "\($0)" }.joined()
  }
}

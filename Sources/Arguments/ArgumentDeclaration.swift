/// All that help, completions and messages need to know of one argument.
package struct ArgumentDeclaration: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case positional
    case option
    case flag
  }

  package var kind: Kind
  /// The long name without dashes; empty for positionals.
  package var name = ""
  package var shortName: Character?
  /// Stands for the value, such as `PATH`; empty for flags.
  package var valueName = ""
  package var help: String
  /// The heading it is listed under; nil for the general one.
  package var section: String?
  package var completion = Completion.nothing
  package var isRepeating = false
  package var isRequired = false
  /// Divides one typed word into several values, as in `--by user,rule`.
  package var separator: Unicode.Scalar?
  /// The `--not-…` form follows in the list; help shows both on one line.
  package var isNegatable = false
  /// It is such a `--not-…` form.
  package var isNegation = false
  /// The values that are in force while it is not given, as they would be typed.
  package var defaults: [String] = []

  /// As it is typed and as messages name it: `--store`, or `PATH` for a positional.
  package var spelling: String { kind == .positional ? valueName : "--" + name }

  /// All ways to type it: `-s` and `--store`.
  package var spellings: [String] { (shortName.map { ["-\($0)"] } ?? []) + [spelling] }

  /// The value's placeholder, `DIMENSION,...` where several can be joined.
  var placeholder: String {
    separator.map { "\(valueName)\($0)..." } ?? valueName
  }

  /// How the usage line shows it.
  var usage: String {
    switch kind {
    case .positional:
      let text = valueName + (isRepeating ? "..." : "")
      return isRequired ? text : "[\(text)]"
    case .option, .flag:
      return "[\(longForm)]" + (isRepeating && separator == nil ? "..." : "")
    }
  }

  /// How lists of options show it: `-s, --store PATH`.
  var label: String {
    switch kind {
    case .positional: valueName + (isRepeating ? "..." : "")
    case .option, .flag: (shortName.map { "-\($0), " } ?? "") + longForm
    }
  }

  private var longForm: String {
    "--" + (isNegatable ? "[not-]" : "") + name + (kind == .flag ? "" : " " + placeholder)
  }

  /// The help with the sentences that follow from the declaration.
  var fullHelp: String {
    var sentences = help.isEmpty ? [] : [help]
    if case .choices(let choices) = completion {
      sentences.append("One of \(choices.joined(separator: ", ")).")
    }
    if kind == .option, isRepeating { sentences.append("Repeatable.") }
    let shown = defaults.joined(separator: separator.map { String($0) } ?? " ")
    if kind != .positional, !shown.isEmpty { sentences.append("Default: \(shown).") }
    return sentences.joined(separator: " ")
  }

  /// `--help`, which every command has without declaring it.
  static let help = Self(kind: .flag, name: "help", shortName: "h", help: "Show this help.")
}

/// What is wrong with a command line.
package enum UsageError: Error, Hashable {
  /// No command was typed; `choices` are the words that could follow.
  case missingCommand(choices: [String])
  case unknownCommand(String, choices: [String])
  /// `choices` are long names without dashes.
  case unknownOption(String, choices: [String])
  /// A command has this option, but it was typed before any command.
  case optionBeforeCommand(String)
  /// `next` is the option-like word that follows in the value's place.
  case missingValue(String, valueName: String, next: String?)
  /// A flag was given a value.
  case unexpectedValue(String, value: String)
  case repeatedOption(String)
  case missingPositional(String)
  /// One positional more than the command takes.
  case unexpectedPositional(String)
  case invalidChoice(String, argument: String, choices: [String])
  case invalidValue(String, argument: String, reason: String)
}

extension UsageError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .missingCommand(let choices):
      "a command is missing: expected one of \(choices.joined(separator: ", "))"
    case .unknownCommand(let word, let choices):
      "unknown command \(quoted(word))" + didYouMean(word, choices)
    case .unknownOption(let option, let choices):
      "unknown option \(quoted(option))"
        + didYouMean(String(option.drop { $0 == "-" }), choices, prefix: "--")
    case .optionBeforeCommand(let option):
      "option \(quoted(option)) comes after the command"
    case .missingValue(let option, let valueName, let next):
      "option '\(option)' needs a value: \(option) \(valueName)"
        + (next.map { "; a value that begins with '-' is typed \(quoted("\(option)=\($0)"))" } ?? "")
    case .unexpectedValue(let option, let value):
      "option '\(option)' takes no value, but was given \(quoted(value))"
    case .repeatedOption(let option):
      "option '\(option)' can be given only once"
    case .missingPositional(let name):
      "\(name) is missing"
    case .unexpectedPositional(let word):
      "unexpected argument \(quoted(word))"
    case .invalidChoice(let word, let argument, let choices):
      "\(quoted(word)) is not valid for '\(argument)'"
        + ": expected one of \(choices.joined(separator: ", "))" + didYouMean(word, choices)
    case .invalidValue(let word, let argument, let reason):
      "\(quoted(word)) is not valid for '\(argument)': \(reason)"
    }
  }

  private func didYouMean(_ word: String, _ choices: [String], prefix: String = "") -> String {
    suggestion(for: word, among: choices).map { "; did you mean '\(prefix)\($0)'?" } ?? ""
  }

  /// The word in quotes, on one line and of bounded length, unable to steer a terminal.
  private func quoted(_ word: String) -> String {
    let shown = word.unicodeScalars.prefix(80).map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: scalar.escaped(asASCII: true)
      default: String(scalar)
      }
    }
    return "'\(shown.joined())\(word.unicodeScalars.count > 80 ? "..." : "")'"
  }
}

/// The manual page of a program, in the man(7) macros of roff.
package struct ManualPage: Sendable {
  /// What the declarations do not say, such as `EXIT STATUS` with a meaning for each number.
  package struct Section: Sendable {
    package var title: String
    package var entries: [(label: String, text: String)]

    package init(title: String, entries: [(label: String, text: String)]) {
      self.title = title
      self.entries = entries
    }
  }

  private let catalogue: Catalogue
  private let sections: [Section]

  package init(_ catalogue: Catalogue, sections: [Section] = []) {
    self.catalogue = catalogue
    self.sections = sections
  }

  /// The page's source, the same for the same declarations: it carries no date.
  package var source: String {
    let program = escaped(catalogue.program)
    var lines = [
      ".TH \(escaped(catalogue.program.uppercased())) 1 \"\" \"\(program) \(escaped(catalogue.version))\"",
      ".SH NAME", "\(program) \\- \(escaped(catalogue.summary))",
      ".SH SYNOPSIS", "\\fB\(program)\\fR \\fICOMMAND\\fR [options]",
    ]
    if !catalogue.discussion.isEmpty { lines.append(".SH DESCRIPTION") }
    lines += paragraphs(catalogue.discussion)
    lines.append(".SH COMMANDS")
    lines += catalogue.commands.flatMap(command)
    for section in sections {
      lines.append(".SH \"\(escaped(section.title))\"")
      lines += section.entries.flatMap { entry($0.label, $0.text) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func command(_ command: CommandDeclaration) -> [String] {
    let commandLine = "\(catalogue.program) \(command.name)"
    var lines = [".SS \"\(escaped(commandLine))\""]
    lines += paragraphs([([commandLine] + command.usageParts).joined(separator: " ")])
    lines += paragraphs([command.summary] + command.discussion)
    let options = command.arguments.filter { $0.kind != .positional && !$0.isNegation }
    lines += command.positionals.flatMap { entry($0.label, $0.fullHelp) }
    for section in command.sections {
      let options = options.filter { $0.section == section }
      if let section, !options.isEmpty { lines += [".PP", "\\fI\(escaped(section))\\fR"] }
      lines += options.flatMap { entry($0.label, $0.fullHelp) }
    }
    for example in command.examples {
      lines += paragraphs([example.purpose])
      lines += [".RS", ".nf", escaped(example.commandLine), ".fi", ".RE"]
    }
    return lines
  }

  private func paragraphs(_ texts: [String]) -> [String] {
    texts.flatMap { [".PP", escaped($0)] }
  }

  private func entry(_ label: String, _ text: String) -> [String] {
    [".TP", "\\fB\(escaped(label))\\fR", escaped(text)]
  }

  /// Text that roff prints as it is: ASCII only, nothing read as an escape or a request.
  private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "'": result += "\\(aq"
      case "\"": result += "\\(dq"
      case "`": result += "\\(ga"
      case "^": result += "\\(ha"
      case "~": result += "\\(ti"
      case "\n": result += " "
      default:
        let code = String(scalar.value, radix: 16, uppercase: true)
        let digits = String(repeating: "0", count: max(0, 4 - code.count)) + code
        result += scalar.isASCII ? String(scalar) : "\\[u\(digits)]"
      }
    }
    return result.hasPrefix(".") ? "\\&" + result : result
  }
}

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
    let title = "\(program.uppercased()) 1 \"\" \"\(program) \(escaped(catalogue.version))\""
    var lines = [
      // Neither hyphens nor stretched blanks: what is typed must read as it is typed.
      ".TH \(title)", ".nh", ".ad l",
      ".SH NAME", "\(program) \\- \(escaped(catalogue.summary))",
      ".SH SYNOPSIS", "\\fB\(program)\\fR \\fICOMMAND\\fR [options]",
      ".br", "\\fB\(program) help\\fR [\\fICOMMAND\\fR]",
      ".br", "\\fB\(program) \\-\\-version\\fR",
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
    lines += [".PP"] + paragraphs([command.summary] + command.discussion)
    lines += command.positionals.flatMap { entry($0.label, $0.fullHelp) }
    for section in command.sections {
      let options = command.options.filter {
        $0.section == section && !$0.isNegation && $0 != .help
      }
      if let section { lines += [".PP", "\\fI\(escaped(section))\\fR"] }
      lines += options.flatMap { entry($0.label, $0.fullHelp) }
    }
    for example in command.examples {
      lines += [".PP", escaped(example.purpose)]
      lines += [".RS", ".nf", escaped(example.commandLine), ".fi", ".RE"]
    }
    return lines
  }

  /// Paragraphs with a break between, none before the first: a heading makes one itself.
  private func paragraphs(_ texts: [String]) -> [String] {
    Array(texts.map { [escaped($0)] }.joined(separator: [".PP"]))
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

/// Text made fit for a terminal.
enum TerminalText {
  /// Shows control characters and those that turn the direction of writing as escapes.
  ///
  /// Names come from outside, and a terminal would obey what is in them.
  static func visible(_ text: String) -> String {
    let span = text.utf8Span.span
    var isPlain = true
    for index in span.indices where span[index] < 0x20 || span[index] >= 0x7F { isPlain = false }
    if isPlain { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A: result += "\\n"
      case 0x0D: result += "\\r"
      case 0x09: result += "\\t"
      case 0..<0x20, 0x7F...0x9F, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069,
        0xFEFF:
        result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Cuts text to a width, with an ellipsis in place of what is missing.
  static func shortened(_ text: String, to width: Int) -> String {
    if DisplayWidth.of(text) <= width { return text }
    var result = ""
    var used = 0
    for character in text {
      let next = DisplayWidth.of(character)
      if used + next > width - 1 { break }
      result.append(character)
      used += next
    }
    return result + "\u{2026}"
  }

  /// Breaks a sentence at spaces; `indent` comes before every line but the first.
  static func wrapped(_ text: String, to width: Int?, indent: String) -> [String] {
    guard let width else { return [text] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, DisplayWidth.of(line) + 1 + DisplayWidth.of(String(word)) > width {
        lines.append(line)
        line = indent + word
      } else {
        line += line.isEmpty ? String(word) : " " + word
      }
    }
    return lines + [line]
  }
}

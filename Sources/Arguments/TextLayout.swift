/// Text set in lines of a bounded width.
struct TextLayout {
  let width: Int
  let isColoured: Bool

  /// A terminal narrower than 60 columns gets lines of 60.
  init(width: Int, isColoured: Bool) {
    self.width = max(60, width)
    self.isColoured = isColoured
  }

  func heading(_ title: String) -> String {
    isColoured ? "\u{1B}[1m\(title):\u{1B}[0m" : title + ":"
  }

  /// Puts words behind `start`, and on further lines behind `indent` blanks.
  ///
  /// A word longer than a line gets one of its own; nothing is ever cut.
  func filled(_ words: [some StringProtocol], after start: String = "", indent: Int = 0) -> String {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = start
    var isFresh = true
    for word in words {
      if !isFresh, line.count + 1 + word.count > width {
        lines.append(line)
        line = margin
        isFresh = true
      }
      line += (isFresh ? "" : " ") + word
      isFresh = false
    }
    return (lines + [line]).joined(separator: "\n")
  }

  func paragraph(_ text: String, indent: Int = 0) -> String {
    filled(text.split(separator: " "), after: String(repeating: " ", count: indent), indent: indent)
  }

  /// A label with its explanation beside it from `column` on, or below it where it is too long.
  func entry(_ label: String, _ text: String, column: Int) -> String {
    let start = "  " + label
    let gap = column - start.count
    let words = text.split(separator: " ")
    guard gap >= 2 else { return start + "\n" + paragraph(text, indent: column) }
    return filled(words, after: start + String(repeating: " ", count: gap), indent: column)
  }
}

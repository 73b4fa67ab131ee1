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

  /// Labels with their explanations beside them, aligned across all lists; empty ones are dropped.
  func lists(_ lists: [(title: String, entries: [(label: String, text: String)])]) -> [String] {
    // A label too long for the column has its explanation below it instead.
    let ends = lists.flatMap(\.entries).map { $0.label.count + 4 }
    let column = ends.filter { $0 <= 28 }.max() ?? 28
    return lists.filter { !$0.entries.isEmpty }.map { list in
      let entries = list.entries.map { entry($0.label, $0.text, column: column) }
      return ([heading(list.title)] + entries).joined(separator: "\n")
    }
  }

  private func entry(_ label: String, _ text: String, column: Int) -> String {
    let start = "  " + label
    guard !text.isEmpty else { return start }
    let gap = column - start.count
    guard gap >= 2 else { return start + "\n" + paragraph(text, indent: column) }
    let margin = String(repeating: " ", count: gap)
    return filled(text.split(separator: " "), after: start + margin, indent: column)
  }
}

import Support

/// Writes rows as CSV in the ways that programs do, by rules of its own.
struct CSVText {
  var separator: Character = ","
  var lineBreak = "\n"
  /// Whether every cell that is not NULL is quoted, needed or not.
  var quotesAll = false
  var hasMark = false
  var hasSeparatorLine = false
  var endsWithLineBreak = true

  init(_ random: inout SplitMix64) {
    separator = [",", ";", "\t"][Int(random.next() % 3)]
    lineBreak = random.next() % 2 == 0 ? "\n" : "\r\n"
    quotesAll = random.next() % 3 == 0
    hasMark = random.next() % 3 == 0
    hasSeparatorLine = random.next() % 4 == 0
    endsWithLineBreak = random.next() % 3 != 0
  }

  func row(_ cells: [String?]) -> String {
    cells.map { $0.map(cell) ?? "" }.joined(separator: String(separator))
  }

  private func cell(_ text: String) -> String {
    let marks: [Unicode.Scalar] = ["\"", "\n", "\r", ",", ";", "\t", " "]
    let isPlain =
      !text.isEmpty && text != "\\N" && !text.unicodeScalars.contains { marks.contains($0) }
    if isPlain, !quotesAll { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted.unicodeScalars.append(scalar) }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  func file(_ rows: [String]) -> String {
    (hasMark ? "\u{FEFF}" : "") + (hasSeparatorLine ? "sep=\(separator)\(lineBreak)" : "")
      + rows.joined(separator: lineBreak) + (endsWithLineBreak ? lineBreak : "")
  }
}

/// How many columns of a terminal, or digits of a spreadsheet's width, text takes up.
enum DisplayWidth {
  static func of(_ text: String) -> Int {
    let span = text.utf8Span.span
    var isASCII = true
    for index in span.indices where span[index] >= 0x7F || span[index] < 0x20 { isASCII = false }
    if isASCII { return span.count }
    return text.reduce(0) { $0 + of($1) }
  }

  static func longestLine(of text: String) -> Int {
    if !text.utf8.contains(UInt8(ascii: "\n")) { return of(text) }
    return text.split(separator: "\n").reduce(0) { max($0, of(String($1))) }
  }

  /// An emoji made of several scalars is two wide; the letters of other clusters, such as those of
  /// Devanagari, stand side by side as terminals count them.
  static func of(_ character: Character) -> Int {
    var width = 0
    for scalar in character.unicodeScalars {
      if scalar.value == 0xFE0F { return 2 }
      if width == 0, scalar.properties.isEmojiPresentation { return 2 }
      width += of(scalar)
    }
    return width
  }

  private static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return scalar.value < 0x20 || scalar.value == 0xAD ? 0 : 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    // Vowels and final consonants of Hangul join the letter before them.
    if (0x1160...0x11FF).contains(scalar.value) { return 0 }
    if scalar.properties.isEmojiPresentation { return 2 }
    return wide.contains { $0.contains(scalar.value) } ? 2 : 1
  }

  /// Blocks that East_Asian_Width calls wide or full-width, https://www.unicode.org/reports/tr11/.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF,
    0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18AFF,
    0x1B000...0x1B2FF, 0x1F200...0x1F265, 0x20000...0x3FFFD,
  ]
}

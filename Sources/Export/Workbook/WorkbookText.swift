/// Text as workbooks can hold it.
enum WorkbookText {
  /// UTF-16 units that Excel takes in one cell.
  static let cellLimit = 32_767

  /// The text with characters that XML forbids written as Excel writes them, `_x000B_`.
  ///
  /// Text that happens to look like that is kept from being taken for it (ECMA-376 part 1,
  /// 22.9.2.19, ST_Xstring).
  static func escaped(_ text: String) -> String {
    var isPlain = true
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if byte < 0x20, byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\t") { isPlain = false }
      if byte == UInt8(ascii: "x"), previous == UInt8(ascii: "_") { isPlain = false }
      if byte == 0xBF, previous == 0xBF { isPlain = false }
      if byte == 0xBE, previous == 0xBF { isPlain = false }
      previous = byte
    }
    if isPlain { return text }
    var result = ""
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch scalar.value {
      case 0x09, 0x0A: result.unicodeScalars.append(scalar)
      case 0..<0x10: result += "_x000\(String(scalar.value, radix: 16, uppercase: true))_"
      case 0x10..<0x20: result += "_x00\(String(scalar.value, radix: 16, uppercase: true))_"
      case 0xFFFE, 0xFFFF: result += "\u{FFFD}"
      case 0x5F where isEscape(scalars[index...]): result += "_x005F_"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Whether a cell can hold the text, however it has to be escaped.
  static func fitsCell(_ text: String) -> Bool {
    if text.utf8.count * 7 <= cellLimit { return true }
    return text.unicodeScalars.reduce(0) { $0 + units(of: $1) } <= cellLimit
  }

  /// Cuts text into parts that take at most `limit` UTF-16 units each when escaped.
  static func parts(of text: String, limit: Int) -> [String] {
    var parts: [String] = []
    var part = String.UnicodeScalarView()
    var used = 0
    for scalar in text.unicodeScalars {
      if used + units(of: scalar) > limit {
        parts.append(String(part))
        part = String.UnicodeScalarView()
        used = 0
      }
      part.append(scalar)
      used += units(of: scalar)
    }
    parts.append(String(part))
    return parts
  }

  /// libxlsxwriter counts an escaped character by the seven letters of its escape.
  private static func units(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x09, 0x0A: 1
    case 0..<0x20, 0x5F: 7
    case 0x10000...: 2
    default: 1
    }
  }

  /// Text for a page's header: `&` would start a code, and the whole has 255 bytes of room.
  static func headerText(_ text: String, limit: Int) -> String {
    var result = ""
    for scalar in text.unicodeScalars where scalar.value >= 0x20 {
      let piece = scalar == "&" ? "&&" : String(scalar)
      if result.utf8.count + piece.utf8.count > limit { return result + "…" }
      result += piece
    }
    // A leading digit would be read as part of the font size before it.
    if let first = result.utf8.first, (0x30...0x39).contains(first) { return " " + result }
    return result
  }

  private static func isEscape(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    let head = Array(scalars.prefix(7))
    return head.count == 7 && head[1] == "x" && head[6] == "_"
      && head[2...5].allSatisfy { $0.properties.isASCIIHexDigit }
  }
}

/// Text from outside that a spreadsheet would run when it opens a CSV file.
///
/// See https://owasp.org/www-community/attacks/CSV_Injection.
enum SpreadsheetFormula {
  /// Whether the text begins like a formula, after whatever a spreadsheet skips.
  ///
  /// A strict E.164 number (`+` and 7 to 15 digits) begins like one and is none.
  static func isSuspected(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return false }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: "\t"),
      UInt8(ascii: "\r"):
      return true
    case UInt8(ascii: "+"):
      return !isE164(text)
    case 0x21...0x7E:
      return false
    default:
      return isSuspectedAfterBlanks(text.unicodeScalars)
    }
  }

  private static func isSuspectedAfterBlanks(_ scalars: String.UnicodeScalarView) -> Bool {
    guard let first = scalars.first(where: { !isBlank($0) }) else { return false }
    switch first {
    case "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": return true
    default: return false
    }
  }

  /// White space, control characters and what has no width, such as a byte order mark.
  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.properties.isWhitespace { return true }
    return switch scalar.properties.generalCategory {
    case .control, .format: true
    default: false
    }
  }

  private static func isE164(_ text: String) -> Bool {
    let digits = text.utf8.dropFirst()
    return (7...15).contains(digits.count) && digits.first != UInt8(ascii: "0")
      && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}

extension WorkbookText {
  /// Text between tags, with what XML reserves written as entities.
  static func markup(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy {
      $0 != UInt8(ascii: "&") && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">")
    }
    if isPlain { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Whether white space at either end has to be marked as meant.
  static func hasOuterSpace(_ text: String) -> Bool {
    let ends = [text.utf8.first, text.utf8.last].compactMap(\.self)
    return ends.contains { $0 == 0x20 || (0x09...0x0D).contains($0) }
  }
}

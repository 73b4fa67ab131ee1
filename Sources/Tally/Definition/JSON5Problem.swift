/// Something that makes a text no JSON5.
enum JSON5Problem: Sendable, Hashable {
  case empty
  case notUTF8
  /// The text starts like one of 16 bits a character.
  case isUTF16
  case unexpected(character: Character, expected: String)
  case ended(expected: String)
  case unterminatedString
  case unterminatedComment
  case badEscape(String)
  case badNumber(String)
  /// A bare word where a value is expected.
  case badWord(String)
  case tooDeep(limit: Int)
}

extension JSON5Problem: CustomStringConvertible {
  var description: String {
    switch self {
    case .empty: "the file is empty: expected a report definition such as {by: ['user']}"
    case .notUTF8: "the file is not UTF-8 here; save it as UTF-8"
    case .isUTF16: "the file is UTF-16; save it as UTF-8"
    case .unexpected(let character, let expected):
      "unexpected \(Self.name(of: character)); expected \(expected)"
    case .ended(let expected): "the file ends here; expected \(expected)"
    case .unterminatedString:
      "this string does not end on its line; expected the quotation mark it began with"
    case .unterminatedComment: "this comment does not end; expected */"
    case .badEscape(let text):
      "'\(text)' means nothing inside a string; write \\\\ for a backslash"
    case .badNumber(let text): "'\(text)' is not a number; expected one such as 10"
    case .badWord(let text):
      "'\(text)' is not a value; put it in quotation marks if it is meant as text"
    case .tooDeep(let limit): "more than \(limit) brackets inside each other"
    }
  }

  /// Characters that cannot be seen are told by their number.
  private static func name(of character: Character) -> String {
    if let scalar = character.unicodeScalars.first,
      scalar.value < 32 || scalar.value == 127 || scalar.properties.isWhitespace
        || scalar.properties.generalCategory == .format
    {
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "character U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
    return "'\(character)'"
  }
}

/// A piece of a statement.
enum SQLToken: Equatable {
  /// A key word, a number, or a name without quotes, as it is written.
  case word(String)
  /// A name in double quotes, without them.
  case name(String)
  /// A text in single quotes, without them; what is doubled or escaped in it stays so.
  case text(String)
  case symbol(UInt8)
  /// The input ends before it.
  case end

  /// The key word in lower case; empty for anything else.
  var keyword: String {
    if case .word(let word) = self { return word.lowercased() }
    return ""
  }

  /// The name of a table or column.
  var identifier: String? {
    switch self {
    case .word(let word): word
    case .name(let name): name
    default: nil
    }
  }
}

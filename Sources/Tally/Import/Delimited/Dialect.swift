/// What stands between and around the cells of a file of rows.
struct Dialect: Equatable {
  /// What quotes are for.
  enum Quoting {
    /// A cell is quoted as a whole or has no quotes in it, as RFC 4180 has it.
    case strict
    /// Quotes within a cell that does not begin with one are part of it.
    case lenient
    case none
  }

  let separator: UInt8
  /// Whether NULL is written `\N`, so that a cell without anything in it is an empty text.
  var hasNullMarks = false

  /// In the order they are tried.
  static let all = [",", ";", "\t", "|"].map(Self.init(separator:))

  init(separator: UInt8) {
    self.separator = separator
  }

  private init(separator: Unicode.Scalar) {
    self.init(separator: UInt8(ascii: separator))
  }

  /// psql's unaligned output puts tabs or bars between its cells and quotes nothing.
  var quoting: Quoting {
    switch separator {
    case UInt8(ascii: "|"): .none
    case UInt8(ascii: "\t"): .lenient
    default: .strict
    }
  }
}

import Reports

/// A value of a column to sort by, in the order of numbers or of Unicode scalars.
enum SortKey: Comparable {
  case number(Int64)
  case text([UInt8])

  /// Decimals of one column have their points at the same place.
  init?(_ value: Value) {
    switch value {
    case .integer(let integer): self = .number(integer)
    case .decimal(let decimal): self = .number(decimal.unscaled)
    case .ratio(let ratio): self = .number(ratio.decimal.unscaled)
    case .text(let text): self = .text(Array(text.utf8))
    case .null, .instant, .boolean: return nil
    }
  }

  static func < (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.number(let left), .number(let right)): left < right
    case (.text(let left), .text(let right)): left.lexicographicallyPrecedes(right)
    case (.number, .text): true
    case (.text, .number): false
    }
  }
}

/// Rows of one table in words of 64 bits, for lists too long to make a ``Value`` of every cell.
///
/// Every word that is ``null`` stands for NULL, whatever its column.
package struct RowBatch: Sendable {
  /// NULL in any column.
  package static var null: Int64 { .min }

  package let layout: RowLayout
  /// Rows that there is room for.
  package let capacity: Int
  /// Rows that there are, at most ``capacity``.
  package var count: Int
  /// Word by word of ``layout``, ``capacity`` of each: those of a column lie side by side.
  package var words: [Int64]
  /// What the words of text columns index.
  package var texts: [String] = []

  /// As many rows as there is room for, all words 0.
  package init(layout: RowLayout, capacity: Int) {
    self.layout = layout
    self.capacity = capacity
    count = capacity
    words = [Int64](repeating: 0, count: layout.wordCount * capacity)
  }

  /// A word of a row; `place` is one of ``RowLayout/places`` or the one behind it.
  @inline(__always)
  package subscript(place: Int, row: Int) -> Int64 {
    get { words[place * capacity + row] }
    set { words[place * capacity + row] = newValue }
  }

  /// One row as any other, with a value for each column.
  package func values(ofRow row: Int) -> [Value] {
    layout.columns.indices.map { index in
      let column = layout.columns[index]
      let place = layout.places[index]
      return value(self[place, row], column.wordCount == 2 ? self[place + 1, row] : 0, column)
    }
  }

  private func value(_ word: Int64, _ second: Int64, _ column: RowLayout.Column) -> Value {
    // Any 128 bits are an id.
    if case .identifier = column {
      return .text(
        identifierText(high: UInt64(bitPattern: word), low: UInt64(bitPattern: second))
      )
    }
    guard word != Self.null else { return .null }
    switch column {
    case .identifier: return .null
    case .code(let dictionary):
      return layout.dictionaries[dictionary][Int(word)]
    case .text: return .text(texts[Int(word)])
    case .integer: return .integer(word)
    case .decimal(let scale): return .decimal(FixedDecimal(unscaled: word, scale: scale))
    case .instant:
      return .instant(Instant(milliseconds: word), offsetSeconds: Int(second))
    case .boolean: return .boolean(word != 0)
    case .ratio(let decimals):
      return Ratio(word, of: second, decimals: decimals).map(Value.ratio) ?? .null
    }
  }

  /// Writes NULL or a number to a column of such numbers.
  ///
  /// Returns false for the one number that is ``null``: it cannot be held, and NULL is in its place.
  package mutating func put(_ value: Value, inColumn index: Int, row: Int) -> Bool {
    let place = layout.places[index]
    let word: Int64
    switch (value, layout.columns[index]) {
    case (.null, _):
      self[place, row] = Self.null
      return true
    case (.integer(let number), .integer): word = number
    case (.decimal(let number), .decimal(let scale)) where number.scale == scale:
      word = number.unscaled
    case (.ratio(let ratio), .ratio(let decimals)) where ratio.decimal.scale == decimals:
      word = ratio.numerator
      self[place + 1, row] = ratio.denominator
    default: preconditionFailure("column \(index) is not made for \(value)")
    }
    self[place, row] = word
    return word != Self.null
  }
}

/// The text form of RFC 9562, in lower case, of the 16 bytes of a UUID.
package func identifierText(high: UInt64, low: UInt64) -> String {
  unsafe String(unsafeUninitializedCapacity: 36) { buffer in
    var position = 0
    for index in 0..<32 {
      if index == 8 || index == 12 || index == 16 || index == 20 {
        unsafe buffer[position] = UInt8(ascii: "-")
        position += 1
      }
      let word = index < 16 ? high : low
      let digit = UInt8(truncatingIfNeeded: word >> UInt64(60 - index % 16 * 4)) & 15
      unsafe buffer[position] = digit + (digit < 10 ? 48 : 87)
      position += 1
    }
    return position
  }
}

/// Rows of one table in words of 64 bits, for lists too long to make a ``Value`` of every cell.
///
/// Every word that is ``null`` stands for NULL, whatever its column.
package struct RowBatch: Sendable {
  /// NULL in any column.
  package static var null: Int64 { .min }

  package let layout: RowLayout
  /// Row by row, ``RowLayout/wordCount`` words each.
  package var words: [Int64] = []
  /// What the words of text columns index.
  package var texts: [String] = []

  package init(layout: RowLayout) {
    self.layout = layout
  }

  package var count: Int { layout.wordCount == 0 ? 0 : words.count / layout.wordCount }

  /// Adds the word of a text column.
  package mutating func append(_ text: String?) {
    let word = text.map { place(of: $0) } ?? Self.null
    words.append(word)
  }

  /// Keeps a text with the batch; returns the word for it.
  package mutating func place(of text: String) -> Int64 {
    texts.append(text)
    return Int64(texts.count - 1)
  }

  /// Drops the rows and keeps their room.
  package mutating func removeAll() {
    words.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
  }

  /// The same batch without its first rows.
  package func dropping(first count: Int) -> RowBatch {
    var batch = self
    batch.words.removeFirst(count * layout.wordCount)
    return batch
  }

  /// One row as any other, with a value for each column.
  package func values(ofRow row: Int) -> [Value] {
    var start = row * layout.wordCount
    return layout.columns.map { column in
      let word = words[start]
      let second = column.wordCount == 2 ? words[start + 1] : 0
      start += column.wordCount
      return value(word, second, column)
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
      return layout.dictionaries[dictionary][Int(word)].map(Value.text) ?? .null
    case .text: return .text(texts[Int(word)])
    case .integer: return .integer(word)
    case .decimal(let scale): return .decimal(FixedDecimal(unscaled: word, scale: scale))
    case .instant:
      return .instant(Instant(milliseconds: word), offsetSeconds: Int(second))
    case .boolean: return .boolean(word != 0)
    }
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

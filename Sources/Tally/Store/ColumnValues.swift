internal import SQLite

/// What was read of some rows of a table, column by column.
struct ColumnValues {
  /// What a column's values are, and with it how they are kept.
  enum Kind: UInt8 {
    case integer
    /// A blob of sixteen bytes: two words, the first eight bytes first. Anything else is zeros.
    case identifier
    /// An index into ``ColumnValues/texts``.
    case text
  }

  /// NULL among the words of integers and texts.
  static let null = Int64.min

  /// Rows that there is room for.
  let capacity: Int
  /// By column, where its words begin.
  let starts: [Int]
  private let kinds: [Kind]
  /// Rows that there are, at most ``capacity``.
  var count = 0
  /// By column ``capacity`` words, of ids twice as many.
  var words: [Int64]
  var texts: [String] = []

  init(_ kinds: [Kind], capacity: Int) {
    var starts: [Int] = []
    var end = 0
    for kind in kinds {
      starts.append(end)
      end += kind == .identifier ? 2 * capacity : capacity
    }
    self.kinds = kinds
    self.starts = starts
    self.capacity = capacity
    words = [Int64](repeating: 0, count: end)
  }

  mutating func removeAll() {
    count = 0
    texts.removeAll(keepingCapacity: true)
  }

  /// Adds the row at hand of a statement that selects these columns.
  mutating func append(_ row: borrowing Statement) {
    guard count < capacity else { return }
    for (column, kind) in kinds.enumerated() {
      let place = starts[column] + count
      switch kind {
      case .integer: words[place] = row.optionalInteger(column) ?? Self.null
      case .identifier:
        let id = row.words(column)
        words[place] = Int64(bitPattern: id?.high ?? 0)
        words[place + capacity] = Int64(bitPattern: id?.low ?? 0)
      case .text:
        words[place] = Self.null
        guard let text = row.optionalText(column) else { continue }
        words[place] = Int64(texts.count)
        texts.append(text)
      }
    }
    count += 1
  }
}

/// One column of what was read, by row.
extension ColumnValues {
  func integer(_ column: Int, row: Int) -> Int64 { words[starts[column] + row] }

  func identifier(_ column: Int, row: Int) -> Identifier {
    let place = starts[column] + row
    return Identifier(
      high: UInt64(bitPattern: words[place]),
      low: UInt64(bitPattern: words[place + capacity])
    )
  }

  func text(_ column: Int, row: Int) -> String? {
    let word = words[starts[column] + row]
    return word == Self.null ? nil : texts[Int(word)]
  }
}

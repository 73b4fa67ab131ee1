/// How the words of a ``RowBatch`` are read; the same in all batches of one table.
package struct RowLayout: Sendable {
  /// What a column's words are.
  package enum Column: Sendable, Hashable {
    /// A UUID in two words, the first eight bytes first; never NULL.
    case identifier
    /// An index into one of ``dictionaries``.
    case code(dictionary: Int)
    /// An index into the batch's own texts.
    case text
    case integer
    /// A ``FixedDecimal`` without its scale.
    case decimal(scale: Int)
    /// UTC milliseconds, and the offset of the report's zone then in seconds east of UTC.
    case instant
    /// 0 or 1.
    case boolean
    /// The numerator and the denominator of a ``Ratio``.
    case ratio(decimals: Int)

    package var wordCount: Int {
      switch self {
      case .identifier, .instant, .ratio: 2
      case .code, .text, .integer, .decimal, .boolean: 1
      }
    }
  }

  package let columns: [Column]
  /// By column, the place of its first word in a row: columns that say different things of the same
  /// code share one.
  package let places: [Int]
  /// Values that many rows share.
  package let dictionaries: [[Value]]
  /// Words of one row.
  package let wordCount: Int

  /// Columns of the same source, where there is one, have the same words.
  package init(columns: [Column], dictionaries: [[Value]], sources: [Int?] = []) {
    var places: [Int] = []
    var known: [Int: Int] = [:]
    var wordCount = 0
    for (index, column) in columns.enumerated() {
      let source = index < sources.count ? sources[index] : nil
      if let place = source.flatMap({ known[$0] }) {
        places.append(place)
        continue
      }
      if let source { known[source] = wordCount }
      places.append(wordCount)
      wordCount += column.wordCount
    }
    self.columns = columns
    self.places = places
    self.dictionaries = dictionaries
    self.wordCount = wordCount
  }
}

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

    package var wordCount: Int {
      switch self {
      case .identifier, .instant: 2
      case .code, .text, .integer, .decimal, .boolean: 1
      }
    }
  }

  package let columns: [Column]
  /// Texts that many rows share; nil is NULL.
  package let dictionaries: [[String?]]
  /// Words of one row.
  package let wordCount: Int

  package init(columns: [Column], dictionaries: [[String?]]) {
    self.columns = columns
    self.dictionaries = dictionaries
    wordCount = columns.reduce(0) { $0 + $1.wordCount }
  }
}

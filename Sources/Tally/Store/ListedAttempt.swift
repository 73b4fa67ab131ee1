internal import SQLite

/// The columns of an attempt that only lists show.
package struct ListedAttempt: Sendable {
  package var call: Identifier
  /// UTC milliseconds; nil where the record had none.
  package var updatedAtMilliseconds: Int64?
  package var statusMessage: String?
  /// Upstream's count of the record's changes.
  package var version: Int64?
  /// Fields upstream is not known to have, as a JSON object.
  package var extra: String?

  /// Reads them from behind the columns and the id of a segment.
  init(_ row: borrowing Statement) {
    let words = row.words(15) ?? (0, 0)
    call = Identifier(high: words.high, low: words.low)
    updatedAtMilliseconds = row.optionalInteger(16)
    statusMessage = row.optionalText(17)
    version = row.optionalInteger(18)
    extra = row.optionalText(19)
  }
}

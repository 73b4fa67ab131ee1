package import Tally

/// How far a sync has come.
package struct SyncProgress: Sendable {
  /// The list that is being read.
  package var kind: RecordKind
  package var pageCount: Int
  /// Records of the list that have come, and how many there will have been in the end.
  package var recordCount: Int64
  package var expectedCount: Int64
  /// How long the list has been read for.
  package var elapsed: Duration
}

extension SyncProgress {
  /// One line for a terminal: the list, pages, rows, rows a second and the time left.
  package var text: String {
    let milliseconds = Swift.max(
      1,
      elapsed.components.seconds * 1000 + elapsed.components.attoseconds / 1_000_000_000_000_000
    )
    let rate = recordCount * 1000 / milliseconds
    let pages = pageCount == 1 ? "1 page" : "\(pageCount) pages"
    let text = "\(kind.words): \(pages), \(recordCount) records, \(rate)/s"
    guard rate > 0, expectedCount > recordCount else { return text }
    let seconds = (expectedCount - recordCount) / rate
    return text + ", \(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60) left"
  }
}

/// How far an import has come.
package struct ImportProgress: Sendable {
  /// Records taken in and rejected.
  package var recordCount: Int
  package var readByteCount: Int64
  /// Of all inputs together; 0 where it is not known, as for a pipe.
  package var totalByteCount: Int64
}

extension ImportProgress {
  /// One line for a terminal: rows, rows a second, share of the bytes read, and the time left.
  package func text(elapsed: Duration) -> String {
    let milliseconds = max(
      1,
      elapsed.components.seconds * 1000 + elapsed.components.attoseconds / 1_000_000_000_000_000
    )
    let rate = Int64(recordCount) * 1000 / milliseconds
    var text = "\(recordCount) records, \(rate)/s"
    guard totalByteCount > 0, readByteCount > 0 else { return text }
    let read = min(readByteCount, totalByteCount)
    text += ", \(read * 100 / totalByteCount) %"
    let seconds = (totalByteCount - read) / max(1, read / milliseconds) / 1000
    return text + ", \(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60) left"
  }
}

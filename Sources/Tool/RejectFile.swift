internal import Export

/// The file that refused records go to, one JSON object a line.
final class RejectFile {
  private var output: Output?

  init(path: String) throws(ExportError) {
    output = try Output(.file(path: path))
  }

  func append(_ json: String) throws(ExportError) {
    output?.buffer.append(json + "\n")
    try output?.flushIfLarge()
  }

  /// Puts the finished file in its place.
  func finish() throws(ExportError) {
    guard let output = output.take() else { return }
    try output.finish()
  }
}

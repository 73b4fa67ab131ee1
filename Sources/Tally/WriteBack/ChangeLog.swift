internal import Glibc
package import Reports

/// What was changed at the source, one JSON object a line, added to the end of a file.
///
/// A change has two lines: `begun` is written before the request is sent and `done` after its
/// answer has come, so that what a run that was killed may have done is known as well.
@safe
package final class ChangeLog {
  /// Where a change stands.
  package enum State: String, Sendable {
    case begun
    case done
    /// The server refused, and nothing was changed.
    case refused
  }

  private let path: String
  private let descriptor: Int32
  private let earlier: UnfinishedChanges

  /// Opens the file, or makes it; only its owner may read it.
  package init(path: String) throws(ChangeLogError) {
    self.path = path
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw ChangeLogError(path: path, code: errno) }
    earlier = try UnfinishedChanges(descriptor, path: path)
    // A line that was cut off stays one of its own.
    if earlier.endsInLine { try write([UInt8(ascii: "\n")]) }
  }

  /// Whether an earlier run began a change and did not live to know what became of it.
  package func isUnfinished(_ change: String, of id: Identifier) -> Bool {
    earlier.contains(change, id.description)
  }

  deinit {
    close(descriptor)
  }

  /// Adds a line; `values` are JSON texts.
  package func add(
    _ change: String,
    of id: Identifier,
    _ state: State,
    at now: Instant,
    _ values: [(name: String, json: String)] = []
  ) throws(ChangeLogError) {
    let rest = values.map { ",\"\($0.name)\":\($0.json)" }.joined()
    let line =
      "{\"time\":\"\(now)\",\"change\":\"\(change)\",\"id\":\"\(id)\",\"state\":\"\(state.rawValue)\""
      + rest + "}\n"
    try write(Array(line.utf8))
  }

  private func write(_ bytes: [UInt8]) throws(ChangeLogError) {
    var start = 0
    while start < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(
          descriptor,
          buffer.baseAddress.map { unsafe $0 + start },
          bytes.count - start
        )
      }
      guard count > 0 || errno == EINTR else { throw ChangeLogError(path: path, code: errno) }
      start += max(count, 0)
    }
  }
}

/// The log of changes cannot be written, and nothing is changed without it.
package struct ChangeLogError: Error, Sendable, Equatable, CustomStringConvertible {
  package var path: String
  package var code: Int32

  package var description: String {
    let reason = unsafe String(cString: strerror(code))
    return "\(path): the log of changes cannot be written (\(reason)); name another with --log"
  }
}

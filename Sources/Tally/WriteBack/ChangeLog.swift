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

  /// Opens the file, or makes it; only its owner may read it.
  package init(path: String) throws(ChangeLogError) {
    self.path = path
    descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw ChangeLogError(path: path, code: errno) }
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
    let bytes = Array(line.utf8)
    var start = 0
    while start < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe write(descriptor, buffer.baseAddress.map { unsafe $0 + start }, bytes.count - start)
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

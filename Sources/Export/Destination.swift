/// Where a report goes.
package enum Destination: Sendable, Hashable {
  case standardOutput
  /// A file that appears whole or not at all, or a device or pipe of that name.
  case file(path: String)

  /// What messages call it.
  package var name: String {
    switch self {
    case .standardOutput: "standard output"
    case .file(let path): path
    }
  }

  /// Finds out whether a file could be written here, so that a bad path fails before long work.
  package func check() throws(ExportError) {
    guard case .file(let path) = self else { return }
    _ = try FileTarget(path: path)
  }
}

/// Why an import could not be done at all.
package enum ImportError: Error, Sendable {
  case noSuchPath(path: String)
  case emptyDirectory(path: String)
  case unreadableDirectory(path: String, reason: String)
  /// With `--strict`, at the first record that cannot be taken in; nothing was imported.
  case rejected(Reject)
  /// No project of that name in the store; the names that are near.
  case unknownProject(String, similar: [String])
  case ambiguousProject(String, identifiers: [String])
}

extension ImportError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noSuchPath(let path): "\(path): there is no such file or directory"
    case .emptyDirectory(let path): "\(path): there is no file to import in this directory"
    case .unreadableDirectory(let path, let reason):
      "\(path): the directory cannot be read: \(reason)"
    case .rejected(let reject):
      "\(reject) (nothing was imported, because of --strict)"
    case .unknownProject(let name, let similar):
      "the store knows no project '\(name)'"
        + (similar.isEmpty
          ? "." : "; did you mean " + similar.map { "'\($0)'" }.joined(separator: " or ") + "?")
        + " While importing, names are not known yet: give the project's id, or import the list of "
        + "projects first"
    case .ambiguousProject(let name, let identifiers):
      "several projects are named '\(name)': give the id of one, "
        + identifiers.joined(separator: ", ")
    }
  }
}

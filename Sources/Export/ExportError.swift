internal import Glibc

/// Why a report could not be written.
package enum ExportError: Error, Sendable, Hashable {
  package enum Action: String, Sendable, Hashable {
    case create
    case write
    case replace
  }

  /// The reader of a pipe went away, as `head` does; not a mistake.
  case closedPipe
  /// The system refused; `code` is an `errno`.
  case refused(Action, path: String, code: Int32)
  /// The folder the file is to appear in does not exist.
  case missingFolder(path: String, folder: String)
  case isFolder(path: String)
  /// The format holds one table a file, and the report has more.
  case severalTables(format: Format, names: [String])
  /// libxlsxwriter gave up; `reason` are its own words.
  case workbook(path: String, reason: String)
}

extension ExportError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .closedPipe:
      "the reader of the output closed it"
    case .refused(let action, let path, let code):
      "\(path): cannot \(action.rawValue) the file: \(Self.text(ofErrno: code))"
    case .missingFolder(let path, let folder):
      "\(path): the folder '\(folder)' does not exist; create it first"
    case .isFolder(let path):
      "\(path): is a folder; give the name of a file in it"
    case .severalTables(let format, let names):
      "\(format.rawValue) holds one table a file, but the report has \(names.count) "
        + "(\(names.joined(separator: ", "))); choose one grouping, or write json or xlsx"
    case .workbook(let path, let reason):
      "\(path): cannot write the workbook: \(reason)"
    }
  }

  private static func text(ofErrno code: Int32) -> String {
    guard let words = unsafe strerror(code) else { return "error \(code)" }
    return unsafe String(cString: words)
  }
}

internal import SQLite

/// Why a file cannot serve as the store, now or at all.
package enum StoreError: Error, Sendable, Equatable {
  /// Nothing is there, and only a writer may make it.
  case missing(path: String)
  /// A SQLite database of another program, or of none.
  case notOurs(path: String)
  /// Not a SQLite database at all.
  case notADatabase(path: String)
  case isDirectory(path: String)
  /// Nothing has been imported into the file yet: it is empty.
  case empty(path: String)
  /// The folder that the store is in, or would be, is not there.
  case missingFolder(path: String, folder: String)
  /// The file, or its folder, may not be written to.
  case notWritable(path: String)
  /// A row that must be there is not.
  case missingRow(table: String, number: Int32)
  /// Made by a later version of this program.
  case newer(path: String, version: Int64, supported: Int64)
  /// Another process is writing; its process id where the system tells.
  case locked(path: String, processID: Int32?)
  /// The system would not write what is to become the store.
  case writeFailed(path: String, reason: String)
  /// The lock beside the store cannot be made or read.
  case lockFailed(path: String, reason: String)
}

extension StoreError {
  /// Whether an error, of a store or of SQLite below it, may be gone when tried again later.
  package static func isTemporary(_ error: any Error) -> Bool {
    if case .locked? = error as? Self { return true }
    return (error as? DatabaseError)?.isBusy ?? false
  }
}

extension StoreError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .missing(let path):
      "\(path): there is no store here; import something first, or name another with --store"
    case .notOurs(let path):
      "\(path): this SQLite database was not made by calltally and is left alone; "
        + "name another file with --store"
    case .notADatabase(let path):
      "\(path): this is not a SQLite database and is left alone; name another file with --store"
    case .missingRow(let table, let number):
      "row \(number) of the table '\(table)' is missing: another program has been at the store; "
        + "delete the rows of its table 'identity' and try again"
    case .isDirectory(let path):
      "\(path): this is a directory; name a file in it with --store"
    case .empty(let path):
      "\(path): the file is empty; import something first, or name another with --store"
    case .missingFolder(let path, let folder):
      "\(path): the folder '\(folder)' does not exist; create it first"
    case .notWritable(let path):
      "\(path): the store, or the folder it is in, may not be written to; "
        + "check its permissions, or name another with --store"
    case .newer(let path, let version, let supported):
      "\(path): the store has format \(version), and this calltally reads up to \(supported); "
        + "use a newer calltally"
    case .locked(let path, let processID):
      "\(path): another process"
        + (processID.map { " (pid \($0))" } ?? "")
        + " is writing to the store; try again later, or wait with --lock-wait SECONDS"
    case .writeFailed(let path, let reason):
      "\(path): the store cannot be written: \(reason)"
    case .lockFailed(let path, let reason):
      "\(path): the lock beside the store cannot be taken: \(reason)"
    }
  }
}

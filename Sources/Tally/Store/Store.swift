internal import SQLite

/// The SQLite file that holds everything imported, opened for reading.
///
/// Rows are the truth; reports read nothing else. Writing is ``StoreWriter``'s business.
package final class Store {
  /// `PRAGMA application_id`: the letters CTLY.
  static let applicationID: Int64 = 1_129_598_041
  /// `PRAGMA user_version` of the stores this program makes and reads.
  static let version: Int64 = 1
  /// How long a reader waits while a writer commits.
  private static let busyTimeoutMilliseconds: Int32 = 30_000

  package let path: String
  let database: Database

  /// Opens a store that must exist.
  package init(path: String) throws {
    guard FileStatus.exists(path) else { throw StoreError.missing(path: path) }
    if FileStatus.isDirectory(path) { throw StoreError.isDirectory(path: path) }
    if FileStatus.isRegularFile(path), FileStatus.byteCount(path) == 0 {
      throw StoreError.empty(path: path)
    }
    let database = try Self.open(path: path, mode: .readOnly)
    try Self.check(database, path: path)
    // One snapshot for all that follows: a report's parts agree with each other.
    try database.execute("BEGIN")
    self.database = database
    self.path = path
  }

  static func open(path: String, mode: Database.Mode) throws -> Database {
    let database = try Database(path: path, mode: mode)
    database.setBusyTimeout(milliseconds: busyTimeoutMilliseconds)
    return database
  }

  /// Whether there is nothing in the file yet.
  ///
  /// The first read finds out what kind of file it is.
  static func isEmpty(_ database: borrowing Database, path: String) throws -> Bool {
    do {
      return try database.integer("SELECT count(*) FROM sqlite_schema") == 0
        && database.integer("PRAGMA application_id") == 0
    } catch let error as DatabaseError where error.isNotADatabase {
      throw StoreError.notADatabase(path: path)
    }
  }

  static func check(_ database: borrowing Database, path: String) throws {
    guard try !isEmpty(database, path: path),
      try database.integer("PRAGMA application_id") == applicationID
    else {
      throw StoreError.notOurs(path: path)
    }
    let version = try database.integer("PRAGMA user_version") ?? 0
    guard version <= Self.version else {
      throw StoreError.newer(path: path, version: version, supported: Self.version)
    }
  }
}

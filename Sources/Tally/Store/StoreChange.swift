internal import SQLite

/// One change of a store that is there already, made by anything but an import of records.
///
/// Everything is one transaction: what is not committed is as if it had never been.
package final class StoreChange {
  private let lock: StoreLock
  let database: Database

  /// Opens a store for writing and begins the transaction.
  ///
  /// `lockWaitSeconds` is how long to wait for another writer to end.
  package init(path: String, lockWaitSeconds: Int) throws {
    guard FileStatus.exists(path) else { throw StoreError.missing(path: path) }
    if FileStatus.isDirectory(path) { throw StoreError.isDirectory(path: path) }
    guard FileStatus.isWritable(path), FileStatus.isWritable(FileStatus.folder(of: path)) else {
      throw StoreError.notWritable(path: path)
    }
    let lock = try StoreLock(storePath: path, waitSeconds: lockWaitSeconds)
    let database = try Store.open(path: path, mode: .readWrite)
    try Store.check(database, path: path)
    try database.execute("PRAGMA synchronous = FULL; BEGIN IMMEDIATE")
    try Store.completeSchema(of: database)
    self.lock = lock
    self.database = database
  }

  /// Makes the change permanent; nothing can be written with it afterwards.
  package func commit() throws {
    try database.execute("COMMIT")
  }
}

extension Store {
  /// Adds what stores of earlier versions of this program do not have.
  static func completeSchema(of database: borrowing Database) throws {
    let schema =
      PackageResources.costs_sql + PackageResources.carrier_sql + PackageResources.rates_sql
      + PackageResources.write_back_sql
    try database.execute(String(decoding: schema, as: UTF8.self))
  }
}

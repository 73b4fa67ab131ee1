internal import SQLite

extension StoreWriter {
  /// How long to wait for another writer to end.
  private static let optimizeWaitSeconds = 30

  /// Packs all rows of a store again that reports would have to read one by one.
  package static func optimize(path: String) throws {
    guard FileStatus.exists(path) else { throw StoreError.missing(path: path) }
    let lock = try StoreLock(storePath: path, waitSeconds: optimizeWaitSeconds)
    let database = try Store.open(path: path, mode: .readWrite)
    try Store.check(database, path: path)
    try database.execute("BEGIN IMMEDIATE")
    try database.execute(ProjectionTable.schema)
    try database.execute("DELETE FROM projection")
    try ProjectionWriter.complete(in: database)
    try database.execute("COMMIT")
    withExtendedLifetime(lock) {}
  }
}

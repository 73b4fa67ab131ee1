internal import SQLite

/// One thread's access to the blocks of a store.
final class StoreBlocks {
  private let database: Database
  private let blobs: BlobReader
  /// By ``BlockColumn``, what the columns of the block read last lie in.
  private var memory = [[UInt8]](repeating: [], count: BlockColumn.partCount)

  /// `row` is any row of the projection.
  init(path: String, row: Int64) throws {
    let database = try Store.open(path: path, mode: .readOnly)
    try database.execute("BEGIN")
    blobs = try database.blobs(table: "projection", column: "data", row: row)
    self.database = database
  }

  /// Throws ``AttemptBlocks/Damage`` where the bytes are not those the header tells of.
  func read(
    _ columns: [BlockColumn],
    ofBlock block: Int64,
    header: BlockHeader
  ) throws
    -> AttemptBlock
  {
    let found = try ProjectionReader.read(
      columns,
      ofBlock: block,
      header: header,
      from: blobs,
      memory: &memory
    )
    guard let found else { throw AttemptBlocks.Damage() }
    return found
  }
}

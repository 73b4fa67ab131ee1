internal import SQLite

/// One thread's access to the blocks of a store.
final class StoreBlocks {
  private let path: String
  private let row: Int64
  /// Reads past SQLite, where that can be done.
  private var stored: StoredBlobs?
  /// Opened where that cannot be done.
  private var connection: Connection?
  /// By ``BlockColumn``, what the columns of the block read last lie in.
  private var memory = [[UInt8]](repeating: [], count: BlockColumn.partCount)

  private struct Connection: ~Copyable {
    let database: Database
    let blobs: BlobReader
  }

  /// `row` is any row of the projection; `leaves` are its pages, where it can be read by pages.
  init(path: String, row: Int64, leaves: TableLeaves?) throws {
    self.path = path
    self.row = row
    if let leaves, let file = try PageFile(sharedAt: path) {
      stored = StoredBlobs(in: file, leaves)
    }
  }

  /// Throws ``AttemptBlocks/Damage`` where the bytes are not those the header tells of.
  func read(
    _ columns: [BlockColumn],
    ofBlock block: Int64,
    header: BlockHeader
  ) throws
    -> AttemptBlock
  {
    var packed = AttemptBlock(header: header)
    for column in columns {
      let layout = header.layouts[column.rawValue]
      var bytes: [UInt8] = []
      if layout.width > 0, header.count > 0 {
        try read(column, ofBlock: block)
        bytes = memory[column.rawValue]
      }
      guard let values = PackedColumn(layout: layout, bytes: bytes, count: header.count) else {
        throw AttemptBlocks.Damage()
      }
      packed[column] = values
    }
    return packed
  }

  /// Reads a column to where columns of earlier blocks lie: that memory is used again, unless
  /// somebody still has the block.
  private func read(_ column: BlockColumn, ofBlock block: Int64) throws {
    let number = ProjectionTable.number(ofBlock: block, part: column.rawValue)
    switch stored?.read(row: number, into: &memory[column.rawValue]) {
    case .found: break
    case .absent: throw AttemptBlocks.Damage()
    case .declined, nil:
      if connection == nil { connection = try open() }
      guard try connection?.blobs.read(row: number, into: &memory[column.rawValue]) == true else {
        throw AttemptBlocks.Damage()
      }
    }
  }

  private func open() throws -> Connection {
    let database = try Store.open(path: path, mode: .readOnly)
    try database.execute("BEGIN")
    let blobs = try database.blobs(table: "projection", column: "data", row: row)
    return Connection(database: database, blobs: blobs)
  }
}

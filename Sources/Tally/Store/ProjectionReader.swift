internal import SQLite

/// Which blocks of the projection are there and current, and which must be read from the rows.
struct ProjectionReader {
  private(set) var headers: [(block: Int64, header: BlockHeader)] = []
  private(set) var missing: [Int64] = []
  /// The greatest attempt number; 0 in an empty store.
  let lastNumber: Int64

  init(in database: borrowing Database) throws {
    lastNumber = try database.integer("SELECT max(number) FROM attempt") ?? 0
    guard lastNumber > 0 else { return }
    let blocks = 0...ProjectionTable.block(ofAttempt: lastNumber)
    guard try ProjectionTable.exists(in: database) else {
      missing = Array(blocks)
      return
    }
    let find = try database.prepare("SELECT data FROM projection WHERE number = ?1")
    for block in blocks {
      find.bind(ProjectionTable.number(ofBlock: block, part: 0), at: 1)
      defer { find.reset() }
      let last = ProjectionTable.lastNumber(inBlock: block, ofStore: lastNumber)
      if try find.step(), let header = BlockHeader(find.blob(0)), header.lastNumber == last {
        headers.append((block, header))
      } else {
        missing.append(block)
      }
    }
  }

  /// Whether the codes in the blocks all stand for something.
  func isWithin(_ limits: [BlockColumn: Int]) -> Bool {
    headers.allSatisfy { _, header in
      limits.allSatisfy { column, limit in
        let layout = header.layouts[column.rawValue]
        let least = layout.hasNull ? layout.base &+ 1 : layout.base
        return header.count == 0 || layout.width < 8 && least >= 0 && layout.greatest < limit
      }
    }
  }

  /// Reads columns of a block; nil where the bytes are not those that were written.
  ///
  /// `memory` is what columns of earlier blocks lie in, by ``BlockColumn``: it is used again, unless
  /// somebody still has the block.
  static func read(
    _ columns: [BlockColumn],
    ofBlock block: Int64,
    header: BlockHeader,
    from blobs: borrowing BlobReader,
    memory: inout [[UInt8]]
  ) throws -> AttemptBlock? {
    var packed = AttemptBlock(header: header)
    for column in columns {
      let layout = header.layouts[column.rawValue]
      var bytes: [UInt8] = []
      if layout.width > 0, header.count > 0 {
        let number = ProjectionTable.number(ofBlock: block, part: column.rawValue)
        guard try blobs.read(row: number, into: &memory[column.rawValue]) else { return nil }
        bytes = memory[column.rawValue]
      }
      guard let values = PackedColumn(layout: layout, bytes: bytes, count: header.count) else {
        return nil
      }
      packed[column] = values
    }
    return packed
  }
}

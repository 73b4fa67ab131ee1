internal import SQLite

/// Where the store keeps ``AttemptBlock``s: derived from the rows, and of no other use.
///
/// Each block covers 65,536 attempt numbers and is a row for its header and one for each column
/// whose values are not all the same. A block without a header does not exist.
enum ProjectionTable {
  /// The low bits of an attempt's number that lie within one block.
  static let blockBits: Int64 = 16

  /// The rows' triggers make blocks vanish whatever program changes a row.
  static let schema = """
    CREATE TABLE IF NOT EXISTS projection (
      -- Of attempts 65,536 * b to 65,536 * b + 65,535 the parts 16 * b to 16 * b + 15.
      number INTEGER PRIMARY KEY,
      data BLOB NOT NULL
    ) STRICT;
    CREATE TRIGGER IF NOT EXISTS projection_after_update AFTER UPDATE ON attempt BEGIN
      DELETE FROM projection WHERE number = (old.number >> 16) * 16;
    END;
    CREATE TRIGGER IF NOT EXISTS projection_after_delete AFTER DELETE ON attempt BEGIN
      DELETE FROM projection WHERE number = (old.number >> 16) * 16;
    END;
    """

  static func exists(in database: borrowing Database) throws -> Bool {
    try database.integer("SELECT count(*) FROM sqlite_schema WHERE name = 'projection'") == 1
  }

  /// The table's pages; nil where they cannot be read past SQLite.
  static func leaves(in database: borrowing Database) throws -> TableLeaves? {
    let root = try database.integer(
      "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = 'projection'"
    )
    guard let root, let file = try database.pages() else { return nil }
    return TableLeaves(root: UInt32(truncatingIfNeeded: root), in: file)
  }

  /// The row of a block's header or column.
  static func number(ofBlock block: Int64, part: Int) -> Int64 {
    block * Int64(BlockColumn.partCount) + Int64(part)
  }

  /// The block an attempt belongs to.
  static func block(ofAttempt number: Int64) -> Int64 { number >> blockBits }

  /// The greatest number of an attempt in a block of a store whose greatest is `lastNumber`.
  static func lastNumber(inBlock block: Int64, ofStore lastNumber: Int64) -> Int64 {
    min(lastNumber, (block + 1) << blockBits - 1)
  }
}

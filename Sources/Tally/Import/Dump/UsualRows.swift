/// Rows of a dump that are written as usual, of the tables with many of them.
enum UsualRows {
  case attempts(RecordCells<AttemptRecord>)
  case calls(RecordCells<CallRecord>)

  /// Nil where the rows are of another table, or it has a column that is not upstream's.
  init?(_ columns: TableColumns) {
    if let cells = RecordCells<AttemptRecord>(columns) {
      self = .attempts(cells)
    } else if let cells = RecordCells<CallRecord>(columns) {
      self = .calls(cells)
    } else {
      return nil
    }
  }

  /// See ``RecordCells/readLines(_:from:into:limit:)``.
  mutating func readLines(
    _ bytes: ByteReader,
    from position: inout Int,
    into batch: inout RecordBatch,
    limit: Int
  ) -> Int {
    switch self {
    case .attempts(var cells):
      defer { self = .attempts(cells) }
      return cells.readLines(bytes, from: &position, into: &batch, limit: limit)
    case .calls(var cells):
      defer { self = .calls(cells) }
      return cells.readLines(bytes, from: &position, into: &batch, limit: limit)
    }
  }

  /// See ``RecordCells/readTuple(_:from:into:)``.
  mutating func readTuple(
    _ bytes: ByteReader,
    from start: Int,
    into batch: inout RecordBatch
  ) -> Int? {
    switch self {
    case .attempts(var cells):
      defer { self = .attempts(cells) }
      return cells.readTuple(bytes, from: start, into: &batch)
    case .calls(var cells):
      defer { self = .calls(cells) }
      return cells.readTuple(bytes, from: start, into: &batch)
    }
  }
}

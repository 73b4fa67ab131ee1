/// Rows in the one way PostgreSQL writes them, read into records without being taken apart.
///
/// ``CopyLine`` and ``RecordDecoder`` take what is declined, and give the same.
struct RecordCells<Record: CellRecord> {
  private var columns: [CellColumn] = []
  private var fields = FastFields()

  /// Nil where the table has other rows, or a column that is not upstream's.
  init?(_ table: TableColumns) {
    guard table.kind == Record.kind, table.names.contains("_id") else { return nil }
    for name in table.names {
      guard let column = Record.column(name) else { return nil }
      columns.append(column)
    }
  }

  /// Reads lines from `position` on into the batch, and moves it behind the last one that is not
  /// declined; returns how many there were, with which the batch has at most `limit` records.
  mutating func readLines(
    _ bytes: ByteReader,
    from position: inout Int,
    into batch: inout RecordBatch,
    limit: Int
  ) -> Int {
    var count = 0
    while batch.count < limit,
      let end = read(bytes, from: position, into: &batch, isTuple: false)
    {
      position = end
      count += 1
    }
    return count
  }

  /// Reads the row of an INSERT whose parenthesis is at `start`; returns where it ends, or nil to
  /// decline it.
  mutating func readTuple(
    _ bytes: ByteReader,
    from start: Int,
    into batch: inout RecordBatch
  ) -> Int? {
    guard start < bytes.count, bytes[start] == 0x28 else { return nil }
    return read(bytes, from: start + 1, into: &batch, isTuple: true)
  }

  @inline(__always)
  private mutating func read(
    _ bytes: ByteReader,
    from start: Int,
    into batch: inout RecordBatch,
    isTuple: Bool
  ) -> Int? {
    let textCount = batch.texts.count
    var record = Record(id: Identifier(high: 0, low: 0))
    guard let end = readCells(bytes, start, &record, &batch.texts, isTuple) else {
      batch.texts.removeLast(batch.texts.count - textCount)
      return nil
    }
    record.setFingerprint(texts: batch.texts)
    record.append(to: &batch)
    return end
  }

  @inline(__always)
  private mutating func readCells(
    _ bytes: ByteReader,
    _ start: Int,
    _ record: inout Record,
    _ texts: inout [UInt8],
    _ isTuple: Bool
  ) -> Int? {
    var position = start
    let last = columns.count - 1
    for index in 0...last {
      // Enough to see NULL, and what stands behind a cell.
      guard position + 6 <= bytes.count else { return nil }
      if isNull(bytes, position, isTuple) {
        guard columns[index].form != .identifier else { return nil }
        record.setNull(columns[index])
        position += isTuple ? 4 : 2
      } else if !readValue(bytes, &position, columns[index], &record, &texts, isTuple) {
        return nil
      }
      guard position + 2 <= bytes.count else { return nil }
      if isTuple {
        guard bytes[position] == (index == last ? 0x29 : 0x2C) else { return nil }
        if index < last {
          position += 1
          guard bytes[position] == 0x20 else { return nil }
        }
      } else {
        guard bytes[position] == (index == last ? 0x0A : 0x09) else { return nil }
      }
      position += 1
    }
    return position
  }

  @inline(__always)
  private func isNull(_ bytes: ByteReader, _ position: Int, _ isTuple: Bool) -> Bool {
    isTuple
      ? bytes.halfWord(at: position) == 0x4C4C_554E
      : bytes[position] == 0x5C && bytes[position + 1] == 0x4E
  }

  @inline(__always)
  private mutating func readValue(
    _ bytes: ByteReader,
    _ position: inout Int,
    _ column: CellColumn,
    _ record: inout Record,
    _ texts: inout [UInt8],
    _ isTuple: Bool
  ) -> Bool {
    switch column.form {
    case .integer, .cents:
      guard let number = fields.integer(bytes, at: &position) else { return false }
      record.set(column.form == .cents ? number * 1_000_000 : number, column)
      return true
    case .boolean:
      guard let flag = readBoolean(bytes, &position, isTuple) else { return false }
      record.set(flag ? 1 : 0, column)
      return true
    default: break
    }
    guard isTuple else { return readText(bytes, &position, column, &record, &texts, isTuple) }
    guard bytes[position] == 0x27 else { return false }
    position += 1
    guard readText(bytes, &position, column, &record, &texts, isTuple), position < bytes.count,
      bytes[position] == 0x27
    else { return false }
    position += 1
    return true
  }

  @inline(__always)
  private func readBoolean(
    _ bytes: ByteReader,
    _ position: inout Int,
    _ isTuple: Bool
  ) -> Bool? {
    let isTrue = bytes[position] == 0x74
    guard isTrue || bytes[position] == 0x66 else { return nil }
    position += 1
    guard isTuple else { return isTrue }
    // `rue` or `alse`.
    let rest = bytes.halfWord(at: position)
    guard isTrue ? rest & 0xFF_FFFF == 0x65_7572 : rest == 0x6573_6C61 else { return nil }
    position += isTrue ? 3 : 4
    return isTrue
  }

  /// What stands between the quotes of an INSERT, and in COPY for itself.
  @inline(__always)
  private mutating func readText(
    _ bytes: ByteReader,
    _ position: inout Int,
    _ column: CellColumn,
    _ record: inout Record,
    _ texts: inout [UInt8],
    _ isTuple: Bool
  ) -> Bool {
    if column.form == .identifier || column.form == .reference {
      guard let id = fields.identifier(bytes, at: position) else { return false }
      record.set(id, column)
      position += 36
      return true
    }
    if column.form == .instant {
      guard let instant = fields.postgresInstant(bytes, at: &position) else { return false }
      record.set(instant, column)
      return true
    }
    let found =
      isTuple
      ? fields.textEnd(bytes, from: position, quote: 0x27)
      : fields.cellEnd(bytes, from: position)
    guard let end = found else { return false }
    let slice = TextSlice(start: Int32(texts.count), count: Int32(end - position))
    bytes.append(position..<end, to: &texts)
    record.set(slice, column)
    position = end
    return true
  }
}

/// Rows of attempts in the one way PostgreSQL writes them, read without being taken apart.
///
/// ``CopyLine`` and ``RecordDecoder`` take what is declined, and give the same.
struct AttemptCells {
  private enum Form {
    case identifier
    case instant
    case integer
    case cents
    case boolean
    case text
    case reference
  }

  private struct Column {
    var form: Form
    /// Nil for `_id`.
    var field: AttemptField?
  }

  private var columns: [Column] = []
  private var fields = FastFields()

  /// Nil where the table has other rows than attempts, or a column that is not upstream's.
  init?(_ table: TableColumns) {
    guard table.kind == .attempts, table.names.contains("_id") else { return nil }
    for name in table.names {
      guard let column = Self.column(name) else { return nil }
      columns.append(column)
    }
  }

  private static func column(_ name: String) -> Column? {
    if name == "_id" { return Column(form: .identifier, field: nil) }
    if let field = AttemptKeys.integers.first(where: { $0.name == name }) {
      return switch field.form {
      case .instant: Column(form: .instant, field: field.field)
      case .cents: Column(form: .cents, field: field.field)
      case .boolean: Column(form: .boolean, field: field.field)
      default: Column(form: .integer, field: field.field)
      }
    }
    if let field = AttemptKeys.texts.first(where: { $0.name == name }) {
      return Column(form: .text, field: field.field)
    }
    return AttemptKeys.references.first { $0.name == name }.map {
      Column(form: .reference, field: $0.field)
    }
  }

  /// Reads the line at `start` into the batch; returns where the next one is, or nil to decline it.
  mutating func readLine(
    _ bytes: ByteReader,
    from start: Int,
    into batch: inout RecordBatch
  ) -> Int? {
    let textCount = batch.texts.count
    var record = AttemptRecord(id: Identifier(high: 0, low: 0))
    guard let end = readCells(bytes, from: start, into: &record, texts: &batch.texts) else {
      batch.texts.removeLast(batch.texts.count - textCount)
      return nil
    }
    record.setFingerprint(texts: batch.texts)
    batch.attempts.append(record)
    batch.attemptLists.append(0)
    return end
  }

  @inline(__always)
  private mutating func readCells(
    _ bytes: ByteReader,
    from start: Int,
    into record: inout AttemptRecord,
    texts: inout [UInt8]
  ) -> Int? {
    var position = start
    let last = columns.count - 1
    for index in 0...last {
      guard position + 2 < bytes.count else { return nil }
      if bytes[position] == 0x5C {
        guard bytes[position + 1] == 0x4E, let field = columns[index].field else { return nil }
        record.known |= field.bit
        position += 2
      } else if !readValue(bytes, &position, columns[index], &record, &texts) {
        return nil
      }
      guard position < bytes.count, bytes[position] == (index == last ? 0x0A : 0x09) else {
        return nil
      }
      position += 1
    }
    return position
  }

  @inline(__always)
  private mutating func readValue(
    _ bytes: ByteReader,
    _ position: inout Int,
    _ column: Column,
    _ record: inout AttemptRecord,
    _ texts: inout [UInt8]
  ) -> Bool {
    guard let field = column.field else {
      guard let id = fields.identifier(bytes, at: position) else { return false }
      record.id = id
      position += 36
      return true
    }
    switch column.form {
    case .identifier, .reference:
      guard let id = fields.identifier(bytes, at: position) else { return false }
      record[reference: field] = id
      position += 36
    case .instant:
      guard let instant = fields.postgresInstant(bytes, at: &position) else { return false }
      record[field] = instant
    case .integer:
      guard let integer = fields.integer(bytes, at: &position) else { return false }
      record[field] = integer
    case .cents:
      guard let cents = fields.integer(bytes, at: &position) else { return false }
      record[field] = cents * 1_000_000
    case .boolean:
      guard bytes[position] == 0x74 || bytes[position] == 0x66 else { return false }
      record[field] = bytes[position] == 0x74 ? 1 : 0
      position += 1
    case .text:
      guard let end = fields.cellEnd(bytes, from: position) else { return false }
      let slice = TextSlice(start: Int32(texts.count), count: Int32(end - position))
      bytes.append(position..<end, to: &texts)
      record.known |= field.bit
      switch field {
      case .phone: record.phone = slice
      case .status: record.status = slice
      default: record.statusMessage = slice
      }
      position = end
    }
    return true
  }
}

extension FastFields {
  /// Reads a value of JSON into the field that it is for, and moves `position` behind it; false
  /// where it is not written as usual.
  @inline(__always)
  mutating func readValue<Record: CellRecord>(
    _ bytes: ByteReader,
    at position: inout Int,
    _ column: CellColumn,
    into record: inout Record,
    _ texts: inout [UInt8]
  ) -> Bool {
    switch column.form {
    case .identifier, .reference:
      guard let id = identifier(bytes, at: position) else { return false }
      record.set(id, column)
      position &+= 36
    case .instant:
      guard let instant = instant(bytes, at: position) else { return false }
      record.set(instant, column)
      position &+= 24
    case .integer:
      guard let integer = integer(bytes, at: &position) else { return false }
      record.set(integer, column)
    case .cents:
      guard let cents = integer(bytes, at: &position) else { return false }
      record.set(cents &* 1_000_000, column)
    case .boolean:
      guard let flag = boolean(bytes, at: &position) else { return false }
      record.set(flag, column)
    case .text:
      let start = texts.count
      guard text(bytes, at: &position, to: &texts) else { return false }
      record.set(TextSlice(start: Int32(start), count: Int32(texts.count - start)), column)
    case .relation: return false
    }
    return true
  }
}

/// Frees a line of COPY's text format of its tabs and escapes.
enum CopyLine {
  /// Takes the line in `range` apart, without the line break that ends it.
  static func read(
    _ buffer: [UInt8],
    _ range: Range<Int>,
    into row: inout TableRow
  ) throws(RecordFault) {
    row.removeAll()
    var position = range.lowerBound
    while true {
      position = try readCell(buffer, position, range.upperBound, into: &row)
      guard position < range.upperBound else { return try row.checkUTF8() }
      // Behind the tab, where the last cell may be empty.
      position += 1
    }
  }

  /// Reads up to the tab or the end of the line, and returns where that is.
  private static func readCell(
    _ buffer: [UInt8],
    _ start: Int,
    _ end: Int,
    into row: inout TableRow
  ) throws(RecordFault) -> Int {
    if isNull(buffer, start, end) {
      row.appendNull()
      return start + 2
    }
    var index = start
    var partStart = start
    while index < end, buffer[index] != 0x09 {
      guard buffer[index] == 0x5C else {
        index += 1
        continue
      }
      row.append(buffer[partStart..<index])
      index = try readEscape(buffer, index, end, into: &row)
      partStart = index
    }
    row.append(buffer[partStart..<index])
    row.endCell()
    return index
  }

  /// `\N` and nothing else.
  private static func isNull(_ buffer: [UInt8], _ start: Int, _ end: Int) -> Bool {
    start + 2 <= end && buffer[start] == 0x5C && buffer[start + 1] == 0x4E
      && (start + 2 == end || buffer[start + 2] == 0x09)
  }

  /// Reads from a backslash on, and returns where the next character is.
  private static func readEscape(
    _ buffer: [UInt8],
    _ start: Int,
    _ end: Int,
    into row: inout TableRow
  ) throws(RecordFault) -> Int {
    guard start + 1 < end else {
      throw RecordFault(
        reason: .malformedRow,
        message: "the row ends with a lone backslash: it is cut off; dump the table again"
      )
    }
    let index = start + 2
    switch buffer[start + 1] {
    case 0x62: row.append(0x08)
    case 0x66: row.append(0x0C)
    case 0x6E: row.append(0x0A)
    case 0x72: row.append(0x0D)
    case 0x74: row.append(0x09)
    case 0x76: row.append(0x0B)
    case 0x5C: row.append(0x5C)
    case 0x30...0x37: return octal(buffer, start + 1, end, into: &row)
    case 0x78:
      guard index < end, let first = hexadecimalValue(buffer[index]) else { fallthrough }
      guard index + 1 < end, let second = hexadecimalValue(buffer[index + 1]) else {
        row.append(first)
        return index + 1
      }
      row.append(first << 4 | second)
      return index + 2
    default:
      throw RecordFault(
        reason: .malformedRow,
        message: "field \(row.count + 1) has the escape \\\(name(buffer[start + 1])), which "
          + "PostgreSQL does not write: the row is damaged; dump the table again"
      )
    }
    return index
  }

  /// One to three digits; PostgreSQL keeps the lowest eight bits.
  private static func octal(
    _ buffer: [UInt8],
    _ start: Int,
    _ end: Int,
    into row: inout TableRow
  ) -> Int {
    var value = 0
    var index = start
    while index < min(end, start + 3), (0x30...0x37).contains(buffer[index]) {
      value = value * 8 + Int(buffer[index] - 0x30)
      index += 1
    }
    row.append(UInt8(truncatingIfNeeded: value))
    return index
  }

  private static func name(_ byte: UInt8) -> String {
    byte > 0x20 && byte < 0x7F
      ? String(Character(UnicodeScalar(byte))) : "and byte 0x" + String(byte, radix: 16)
  }
}

extension TableRow {
  /// Throws where a cell is not UTF-8, each by itself.
  func checkUTF8() throws(RecordFault) {
    for (index, cell) in cells.enumerated() {
      guard let cell,
        let fault = UTF8Check.firstFault(bytes.span, cell.lowerBound, cell.upperBound)
      else { continue }
      throw RecordFault(
        reason: .invalidUTF8,
        message: "field \(index + 1) has the byte 0x\(String(bytes[fault], radix: 16)) where "
          + "UTF-8 has none; export the data again as UTF-8"
      )
    }
  }
}

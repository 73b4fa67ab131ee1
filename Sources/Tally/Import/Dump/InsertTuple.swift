/// Takes the values in the parentheses of an INSERT apart.
struct InsertTuple {
  enum Outcome {
    case complete(end: Int)
    /// The bytes end within the row.
    case needsMore
    case failed(RecordFault)
  }

  private enum Stop: Error {
    case needsMore
    case fault(RecordFault)
  }

  private let buffer: [UInt8]
  private let end: Int
  private let hasEscapes: Bool
  private var position: Int

  /// Reads the row whose parenthesis is at `start`; `hasEscapes` is whether backslashes escape in
  /// every text.
  static func read(
    _ buffer: [UInt8],
    from start: Int,
    to end: Int,
    hasEscapes: Bool,
    into row: inout TableRow
  ) -> Outcome {
    row.removeAll()
    var tuple = Self(buffer: buffer, end: end, hasEscapes: hasEscapes, position: start)
    do throws(Stop) {
      try tuple.readValues(into: &row)
      return .complete(end: tuple.position)
    } catch {
      switch error {
      case .needsMore: return .needsMore
      case .fault(let fault): return .failed(fault)
      }
    }
  }

  private func byte() throws(Stop) -> UInt8 {
    guard position < end else { throw .needsMore }
    return buffer[position]
  }

  private mutating func skipSpace() throws(Stop) {
    while try byte() <= 0x20 { position += 1 }
  }

  private mutating func readValues(into row: inout TableRow) throws(Stop) {
    guard try byte() == 0x28 else { throw fault(row, "expected the parenthesis of a row") }
    repeat {
      position += 1
      try skipSpace()
      try readValue(into: &row)
      try skipSpace()
      if try byte() == 0x3A { try skipCast(row) }
    } while try byte() == 0x2C
    guard try byte() == 0x29 else {
      throw fault(row, "expected a comma or a closing parenthesis behind field \(row.count)")
    }
    position += 1
  }

  private mutating func readValue(into row: inout TableRow) throws(Stop) {
    switch try byte() {
    case 0x27: try readText(hasEscapes: hasEscapes, into: &row)
    case 0x30...0x39, 0x2B, 0x2D, 0x2E: try readNumber(into: &row)
    default: try readWord(into: &row)
    }
  }

  private mutating func readNumber(into row: inout TableRow) throws(Stop) {
    while true {
      switch try byte() {
      case 0x30...0x39, 0x2B, 0x2D, 0x2E, 0x45, 0x65: row.append(buffer[position])
      default: return row.endCell()
      }
      position += 1
    }
  }

  /// NULL, true, false, or what comes before a text.
  private mutating func readWord(into row: inout TableRow) throws(Stop) {
    let start = position
    while SQLLexer.isWord(try byte()) { position += 1 }
    let word = String(decoding: buffer[start..<position], as: UTF8.self).lowercased()
    let isText = try byte() == 0x27
    switch word {
    case "e" where isText: try readText(hasEscapes: true, into: &row)
    case "n" where isText: try readText(hasEscapes: hasEscapes, into: &row)
    case "null", "default": row.appendNull()
    case "true", "false":
      row.append(contentsOf: word)
      row.endCell()
    default:
      throw fault(row, "field \(row.count + 1) is no text, number, true, false or NULL")
    }
  }

  private mutating func readText(hasEscapes: Bool, into row: inout TableRow) throws(Stop) {
    position += 1
    var partStart = position
    while true {
      let byte = try byte()
      if byte == 0x27 {
        row.append(buffer[partStart..<position])
        position += 1
        // Of two quotes the second stands for itself.
        guard try self.byte() == 0x27 else { return row.endCell() }
        partStart = position
        position += 1
      } else if byte == 0x5C, hasEscapes {
        row.append(buffer[partStart..<position])
        try readEscape(into: &row)
        partStart = position
      } else {
        position += 1
      }
    }
  }

  private mutating func readEscape(into row: inout TableRow) throws(Stop) {
    position += 1
    let byte = try byte()
    position += 1
    switch byte {
    case 0x62: row.append(0x08)
    case 0x66: row.append(0x0C)
    case 0x6E: row.append(0x0A)
    case 0x72: row.append(0x0D)
    case 0x74: row.append(0x09)
    case 0x30...0x37:
      position -= 1
      row.append(UInt8(truncatingIfNeeded: try digits(upTo: 3, radix: 8)))
    case 0x78: row.append(UInt8(truncatingIfNeeded: try digits(upTo: 2, radix: 16)))
    case 0x75, 0x55:
      let value = try digits(upTo: byte == 0x75 ? 4 : 8, radix: 16)
      guard let scalar = UnicodeScalar(UInt32(value)) else {
        throw fault(row, "field \(row.count + 1) has an escape that is no character")
      }
      row.append(contentsOf: String(Character(scalar)))
    default: row.append(byte)
    }
  }

  private mutating func digits(upTo most: Int, radix: Int) throws(Stop) -> Int {
    var value = 0
    let start = position
    while position - start < most, let digit = hexadecimalValue(try byte()), digit < radix {
      value = value * radix + Int(digit)
      position += 1
    }
    return value
  }

  /// `::uuid`, `::timestamp with time zone`, `::"char"`, `::character varying(100)`.
  private mutating func skipCast(_ row: TableRow) throws(Stop) {
    var openCount = 0
    while true {
      switch try byte() {
      case 0x28: openCount += 1
      case 0x29 where openCount == 0: return
      case 0x29: openCount -= 1
      case 0x2C where openCount == 0: return
      case 0x27, 0x3B: throw fault(row, "field \(row.count) has a cast that is not understood")
      default: break
      }
      position += 1
    }
  }

  private func fault(_ row: TableRow, _ message: String) -> Stop {
    .fault(
      RecordFault(
        reason: .malformedRow,
        message: "\(message); the row is damaged, dump the table again"
      )
    )
  }
}

extension TableRow {
  /// Adds a text to the cell that is being made.
  mutating func append(contentsOf text: String) {
    for byte in text.utf8 { append(byte) }
  }
}

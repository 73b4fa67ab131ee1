import Support

@testable import Tally

/// INSERT statements in every style that pg_dump has.
enum InsertText {
  /// A statement, or several, for rows of cells; nil is NULL.
  static func statements(
    _ table: String,
    _ columns: [String],
    _ rows: [[[UInt8]?]],
    hasList: Bool,
    rowsPerStatement: Int,
    _ writer: inout TableRowWriter
  ) -> [UInt8] {
    var text: [UInt8] = []
    let list = " (" + columns.map { "\"\($0)\"" }.joined(separator: ", ") + ")"
    for (index, row) in rows.enumerated() {
      let isFirst = index % rowsPerStatement == 0
      let isLast = (index + 1) % rowsPerStatement == 0 || index + 1 == rows.count
      if isFirst {
        text += Array("INSERT INTO public.\"\(table)\"\(hasList ? list : "") VALUES".utf8)
        text += Array((rowsPerStatement > 1 ? "\n\t" : " ").utf8)
      }
      text += tuple(columns, row, &writer)
      let tail = writer.chance(10) ? " ON CONFLICT DO NOTHING;\n" : ";\n"
      text += Array((isLast ? tail : ",\n\t").utf8)
    }
    return text
  }

  static func tuple(
    _ columns: [String],
    _ row: [[UInt8]?],
    _ writer: inout TableRowWriter
  ) -> [UInt8] {
    var text: [UInt8] = [0x28]
    for (column, cell) in zip(columns, row) {
      if text.count > 1 { text += [0x2C, 0x20] }
      text += literal(column, cell, &writer)
    }
    return text + [0x29]
  }

  private static func literal(
    _ column: String,
    _ cell: [UInt8]?,
    _ writer: inout TableRowWriter
  ) -> [UInt8] {
    guard let cell else { return Array("NULL".utf8) }
    let text = String(decoding: cell, as: UTF8.self)
    if column == "isAnswered", text == "t" || text == "f" {
      return Array((text == "t" ? "true" : "false").utf8)
    }
    if Int(text) != nil, column.hasSuffix("Seconds") || column.hasSuffix("Cents") { return cell }
    let isEscaped = writer.chance(20)
    var bytes: [UInt8] = isEscaped ? [0x45, 0x27] : [0x27]
    for byte in cell {
      if byte == 0x27 || isEscaped && byte == 0x5C { bytes.append(byte) }
      if isEscaped, byte == 0x0A { bytes += [0x5C, 0x6E] } else { bytes.append(byte) }
    }
    bytes.append(0x27)
    return bytes + (writer.chance(20) ? Array("::character varying(100)".utf8) : [])
  }
}

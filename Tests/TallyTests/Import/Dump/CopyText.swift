import Support

@testable import Tally

/// COPY's text format, as PostgreSQL's documentation defines it.
enum CopyText {
  static func line(_ cells: [[UInt8]?], _ writer: inout TableRowWriter) -> [UInt8] {
    var line: [UInt8] = []
    for (index, cell) in cells.enumerated() {
      if index > 0 { line.append(0x09) }
      guard let cell else {
        line += Array("\\N".utf8)
        continue
      }
      for byte in cell { line += escaped(byte, &writer) }
    }
    return line
  }

  /// As COPY TO writes it, or now and then in one of the other ways that COPY FROM reads.
  private static func escaped(_ byte: UInt8, _ writer: inout TableRowWriter) -> [UInt8] {
    let letters: [UInt8: String] = [
      8: "\\b", 9: "\\t", 10: "\\n", 11: "\\v", 12: "\\f", 13: "\\r", 0x5C: "\\\\",
    ]
    if writer.chance(400) {
      let octal = String(byte, radix: 8)
      return Array(("\\" + String(repeating: "0", count: 3 - octal.count) + octal).utf8)
    }
    if writer.chance(400) {
      return Array("\\x\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
    }
    return letters[byte].map { Array($0.utf8) } ?? [byte]
  }
}

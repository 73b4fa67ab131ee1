package import Reports

/// Writes one table as RFC 4180: UTF-8, LF, a header line, NULL as an empty field.
///
/// An empty text is `""`. Totals are left out, so that every line is a row of the same kind.
package struct CSVWriter: ReportWriter, ~Copyable {
  private var output: Output
  private var decimals: [ClosedRange<Int>] = []
  private var batches: BatchOutput?

  package init(output: consuming Output) {
    self.output = output
  }

  package mutating func begin(_ report: Report) throws(ExportError) {
    guard report.tables.count <= 1 else {
      throw .severalTables(format: .csv, names: report.tables.map(\.name))
    }
  }

  package mutating func beginTable(_ table: Table) throws(ExportError) {
    decimals = table.columns.map(\.unit.decimals)
    for (index, column) in table.columns.enumerated() {
      if index > 0 { output.buffer.append(UInt8(ascii: ",")) }
      // Excel takes a file that starts with the bytes "ID" for one in its SYLK format.
      let isMistakable = index == 0 && column.name.hasPrefix("ID")
      output.buffer.append(csv: column.name, isQuoted: isMistakable)
    }
    output.buffer.append(UInt8(ascii: "\n"))
  }

  package mutating func writeRow(_ row: [Value]) throws(ExportError) {
    for index in row.indices {
      if index > 0 { output.buffer.append(UInt8(ascii: ",")) }
      output.buffer.append(csv: row[index], decimals: decimals[index])
    }
    output.buffer.append(UInt8(ascii: "\n"))
    try output.flushIfLarge()
  }

  package mutating func writeBatch(_ batch: RowBatch) throws(ExportError) {
    if batches == nil {
      batches = BatchOutput(encoder: RowEncoder(layout: batch.layout, style: style))
    }
    try batches?.write(batch, to: &output)
  }

  private var style: RowEncoder.Style {
    RowEncoder.Style(
      prefixes: decimals.indices.map { $0 == 0 ? [] : [UInt8(ascii: ",")] },
      rowEnd: [UInt8(ascii: "\n")],
      quote: [],
      decimals: decimals,
      append: { value, decimals, buffer in buffer.append(csv: value, decimals: decimals) }
    )
  }

  package mutating func endTable(totals: [Value]?) throws(ExportError) {
    try batches?.finish(output: &output)
    batches = nil
  }

  package consuming func finish(_ report: Report) throws(ExportError) {
    try output.finish()
  }
}

extension ByteBuffer {
  fileprivate mutating func append(csv value: Value, decimals: ClosedRange<Int>) {
    switch value {
    case .null: break
    case .text(let text): append(csv: text, isQuoted: false)
    case .integer(let number): append(number)
    case .decimal(let number): append(number, decimals: decimals)
    case .ratio(let ratio): append(ratio.decimal, decimals: decimals)
    case .instant(let instant, offsetSeconds: _): append(instant)
    case .boolean(let truth): append(truth ? "true" : "false")
    }
  }

  /// Appends a field, quoted where it has to be, and harmless to spreadsheets.
  fileprivate mutating func append(csv text: String, isQuoted: Bool) {
    if !isQuoted, Self.isPlain(text) { return append(text) }
    let span = text.utf8Span.span
    var needsQuotes = isQuoted || span.isEmpty
    var needsDoubling = false
    for index in span.indices {
      switch span[index] {
      case UInt8(ascii: "\""):
        needsQuotes = true
        needsDoubling = true
      case UInt8(ascii: ","), UInt8(ascii: "\n"), UInt8(ascii: "\r"): needsQuotes = true
      default: break
      }
    }
    let quote = UInt8(ascii: "\"")
    if needsQuotes { append(quote) }
    if SpreadsheetFormula.isSuspected(text) { append(UInt8(ascii: "'")) }
    if needsDoubling {
      for byte in text.utf8 {
        if byte == quote { append(quote) }
        append(byte)
      }
    } else {
      append(text)
    }
    if needsQuotes { append(quote) }
  }

  /// Whether a text is surely written as it is; most are, and are looked at many bytes at a time.
  private static func isPlain(_ text: String) -> Bool {
    let span = text.utf8Span.span
    guard !span.isEmpty else { return false }
    switch span[0] {
    case UInt8(ascii: "="), UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: "+"): return false
    case 0x21...0x7E: break
    default: return false
    }
    var found: UInt8 = 0
    for index in span.indices {
      let byte = unsafe span[unchecked: index]
      found |= byte == UInt8(ascii: "\"") ? 1 : 0
      found |= byte == UInt8(ascii: ",") ? 1 : 0
      found |= byte == UInt8(ascii: "\n") ? 1 : 0
      found |= byte == UInt8(ascii: "\r") ? 1 : 0
    }
    return found == 0
  }
}

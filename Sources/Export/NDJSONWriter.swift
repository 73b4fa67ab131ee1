package import Reports

/// Writes one table as one JSON object a line, and nothing else.
package struct NDJSONWriter: ReportWriter, ~Copyable {
  private var output: Output
  private var row = JSONRow(columns: [])
  private var batches: BatchOutput?

  package init(output: consuming Output) {
    self.output = output
  }

  package mutating func begin(_ report: Report) throws(ExportError) {
    guard report.tables.count <= 1 else {
      throw .severalTables(format: .ndjson, names: report.tables.map(\.name))
    }
  }

  package mutating func beginTable(_ table: Table) throws(ExportError) {
    row = JSONRow(columns: table.columns)
  }

  package mutating func writeRow(_ values: [Value]) throws(ExportError) {
    row.append(values, to: &output.buffer)
    output.buffer.append(UInt8(ascii: "\n"))
    try output.flushIfLarge()
  }

  package mutating func writeBatch(_ batch: RowBatch) throws(ExportError) {
    if batches == nil {
      let style = row.style(rowStart: "{", rowEnd: "}\n")
      batches = BatchOutput(encoder: RowEncoder(layout: batch.layout, style: style))
    }
    try batches?.write(batch, to: &output)
  }

  package mutating func endTable(totals: [Value]?) throws(ExportError) {
    try batches?.finish(output: &output)
    batches = nil
  }

  package consuming func finish(_ report: Report) throws(ExportError) {
    try output.finish()
  }
}

package import Reports

/// Writes a report as one JSON object, with one row a line so that differences can be read.
///
/// The first table's rows and totals are keys of the report; further tables follow in an array
/// under `tables`, each with its name.
package struct JSONWriter: ReportWriter, ~Copyable {
  private var output: Output
  private var row = JSONRow(columns: [])
  private var batches: BatchOutput?
  private var tableCount = 0
  private var rowCount = 0

  package init(output: consuming Output) {
    self.output = output
  }

  package mutating func begin(_ report: Report) throws(ExportError) {
    output.buffer.append("{\"schema_version\":1,\n \"report\":{\"title\":")
    output.buffer.append(json: report.title)
    output.buffer.append(",\"by\":")
    output.buffer.append(jsonArray: report.by)
    output.buffer.append(",\"filters\":{")
    for (index, filter) in Self.merged(report.filters).enumerated() {
      if index > 0 { output.buffer.append(UInt8(ascii: ",")) }
      output.buffer.append(json: filter.name)
      output.buffer.append(UInt8(ascii: ":"))
      output.buffer.append(jsonArray: filter.values)
    }
    output.buffer.append("},\"cost\":")
    output.buffer.append(json: report.cost)
    if let card = report.rateCard {
      output.buffer.append(",\"rate_card\":")
      output.buffer.append(json: card)
    }
    append(report.costShares)
    output.buffer.append("},\n \"period\":{\"from\":")
    output.buffer.append(json: report.period.from)
    output.buffer.append(",\"to\":")
    output.buffer.append(json: report.period.to)
    output.buffer.append(",\"time_zone\":")
    output.buffer.append(json: report.period.timeZone)
    output.buffer.append("},\n \"as_of\":")
    output.buffer.append(json: report.asOf)
  }

  package mutating func beginTable(_ table: Table) throws(ExportError) {
    row = JSONRow(columns: table.columns)
    rowCount = 0
    tableCount += 1
    if tableCount == 1 {
      output.buffer.append(",\n \"rows\":[")
      return
    }
    output.buffer.append(tableCount == 2 ? ",\n \"tables\":[\n  " : ",\n  ")
    output.buffer.append("{\"name\":")
    output.buffer.append(json: table.name)
    output.buffer.append(",\"by\":")
    output.buffer.append(jsonArray: table.by)
    output.buffer.append(",\"rows\":[")
  }

  package mutating func writeRow(_ values: [Value]) throws(ExportError) {
    output.buffer.append(rowCount == 0 ? "\n  " : ",\n  ")
    rowCount += 1
    row.append(values, to: &output.buffer)
    try output.flushIfLarge()
  }

  package mutating func writeBatch(_ batch: RowBatch) throws(ExportError) {
    var first = 0
    if batches == nil {
      // The first row decides about the comma, so it is written as any other.
      guard batch.count > 0 else { return }
      if rowCount == 0 {
        try writeRow(batch.values(ofRow: 0))
        first = 1
      }
      let style = row.style(rowStart: ",\n  {", rowEnd: "}")
      batches = BatchOutput(encoder: RowEncoder(layout: batch.layout, style: style))
    }
    rowCount += batch.count - first
    try batches?.write(batch, from: first, to: &output)
  }

  package mutating func endTable(totals: [Value]?) throws(ExportError) {
    try batches?.finish(output: &output)
    batches = nil
    output.buffer.append(rowCount == 0 ? "]" : "\n ]")
    if let totals {
      output.buffer.append(",\n \"totals\":")
      row.append(totals: totals, to: &output.buffer)
    }
    if tableCount > 1 { output.buffer.append(UInt8(ascii: "}")) }
  }

  package consuming func finish(_ report: Report) throws(ExportError) {
    if tableCount == 0 { output.buffer.append(",\n \"rows\":[]") }
    if tableCount > 1 { output.buffer.append("\n ]") }
    output.buffer.append(",\n \"quality\":{")
    for (index, figure) in report.quality.enumerated() {
      if index > 0 { output.buffer.append(UInt8(ascii: ",")) }
      output.buffer.append(json: figure.name)
      output.buffer.append(UInt8(ascii: ":"))
      output.buffer.append(figure.count)
    }
    output.buffer.append("},\n \"warnings\":")
    output.buffer.append(jsonArray: report.warnings)
    output.buffer.append("}\n")
    try output.finish()
  }

  private mutating func append(_ shares: [Report.CostShare]) {
    guard !shares.isEmpty else { return }
    output.buffer.append(",\"cost_sources\":{")
    for (index, share) in shares.enumerated() {
      if index > 0 { output.buffer.append(UInt8(ascii: ",")) }
      output.buffer.append(json: share.source)
      output.buffer.append(":{\"attempts\":")
      output.buffer.append(share.attempts)
      output.buffer.append(",\"cost_usd\":\(share.dollars.text(decimals: Unit.dollars.decimals))}")
    }
    output.buffer.append("}")
  }

  /// Filters of the same name are one key.
  private static func merged(_ filters: [Report.Filter]) -> [Report.Filter] {
    var merged: [Report.Filter] = []
    for filter in filters {
      if let index = merged.firstIndex(where: { $0.name == filter.name }) {
        merged[index].values += filter.values
      } else {
        merged.append(filter)
      }
    }
    return merged
  }
}

extension ByteBuffer {
  fileprivate mutating func append(jsonArray texts: [String]) {
    append(UInt8(ascii: "["))
    for (index, text) in texts.enumerated() {
      if index > 0 { append(UInt8(ascii: ",")) }
      append(json: text)
    }
    append(UInt8(ascii: "]"))
  }

  fileprivate mutating func append(json instant: Instant?) {
    guard let instant else { return append("null") }
    append(UInt8(ascii: "\""))
    append(instant)
    append(UInt8(ascii: "\""))
  }
}

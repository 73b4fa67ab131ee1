package import Reports

/// Writes reports, fed table by table and row by row.
///
/// The calls come in this order: `begin`, then for each table `beginTable`, its rows and
/// `endTable`, then `finish`. Rows are not kept, so a list of any length can be streamed. Where a
/// call throws, drop the writer: a file that was to be replaced is then left as it was.
package protocol ReportWriter: ~Copyable {
  /// Starts a document; rows of the report's tables are ignored.
  mutating func begin(_ report: Report) throws(ExportError)
  /// Starts a table under its name and columns; its rows are ignored.
  mutating func beginTable(_ table: Table) throws(ExportError)
  /// Adds a row with one value for each column of the table begun last.
  mutating func writeRow(_ row: [Value]) throws(ExportError)
  /// Adds rows that come in words; a table gets either rows or batches, all of one layout.
  mutating func writeBatch(_ batch: RowBatch) throws(ExportError)
  /// Ends the table; `totals` has one value for each column, and is nil for lists.
  mutating func endTable(totals: [Value]?) throws(ExportError)
  /// Completes the document; `report` is passed again with its final quality and warnings.
  consuming func finish(_ report: Report) throws(ExportError)
}

extension ReportWriter where Self: ~Copyable {
  /// Row by row, for formats in which lists are short.
  package mutating func writeBatch(_ batch: RowBatch) throws(ExportError) {
    for row in 0..<batch.count { try writeRow(batch.values(ofRow: row)) }
  }
}

/// Feeds a report to whichever writer the chosen format has.
package protocol ReportSource {
  /// Calls everything but `finish`, and returns the report with its final quality and warnings.
  mutating func write(to writer: inout some ReportWriter & ~Copyable) throws -> Report
}

extension Report: ReportSource {
  /// Feeds the tables and rows that this report holds.
  package func write(
    to writer: inout some ReportWriter & ~Copyable
  ) throws(ExportError) -> Report {
    try writer.begin(self)
    for table in tables {
      try writer.beginTable(table)
      switch table.content {
      case .values(let rows): for row in rows { try writer.writeRow(row) }
      case .words(let batch): try writer.writeBatch(batch)
      }
      try writer.endTable(totals: table.totals)
    }
    return self
  }

  /// The same report with one of its tables only, for formats that hold no more.
  package func narrowed(toTableAt index: Int) -> Report {
    var report = self
    report.tables = [tables[index]]
    report.by = tables[index].by
    return report
  }
}

extension Format {
  /// Writes what a source has to say to a destination, whole or not at all.
  package func export(
    _ source: inout some ReportSource,
    to destination: Destination,
    options: ExportOptions
  ) throws {
    switch self {
    case .table:
      try run(&source, TableWriter(output: Output(destination), options: options))
    case .csv: try run(&source, CSVWriter(output: Output(destination)))
    case .json: try run(&source, JSONWriter(output: Output(destination)))
    case .ndjson: try run(&source, NDJSONWriter(output: Output(destination)))
    case .xlsx: try run(&source, XLSXWriter(output: Output(destination), options: options))
    }
  }

  private func run<Writer: ReportWriter & ~Copyable>(
    _ source: inout some ReportSource,
    _ writer: consuming Writer
  ) throws {
    let report = try source.write(to: &writer)
    try writer.finish(report)
  }
}

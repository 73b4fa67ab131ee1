package import Reports

/// Writes a workbook: a summary to sign, a sheet for each table, definitions and provenance.
///
/// Money, dates and durations are real numbers, phones and ids are text, and no text becomes a
/// formula. Lists are streamed, so that memory stays flat.
package struct XLSXWriter: ReportWriter, ~Copyable {
  private var output: Output
  private let scratch: ScratchFile?
  private var book: Workbook
  private let options: ExportOptions
  /// Rows of a sheet, its header included; tests set fewer than Excel has.
  var rowLimit = Worksheet.rowLimit
  private var names = SheetNames()
  private var longTexts = LongTextSheet()
  private var summary: Worksheet?
  private var report: Report?
  private var current: TableSheet?
  /// Rows to be put into sheets once libxlsxwriter is done with them.
  private var deflated: [DeflatedRows] = []
  private var finished: [SummarySheet.TableFacts] = []

  package init(output: consuming Output, options: ExportOptions) throws(ExportError) {
    if let path = output.wholeContentPath {
      book = try Workbook(path: path)
      scratch = nil
    } else {
      let file = try ScratchFile()
      book = try Workbook(path: file.path)
      scratch = consume file
    }
    self.output = output
    self.options = options
  }

  package mutating func begin(_ report: Report) throws(ExportError) {
    self.report = report
    // 1980-01-01 where there is no data: the clock must not be part of the bytes.
    let created = report.asOf.map { Int(flooredQuotient($0.milliseconds, 1000)) } ?? 0
    try book.setProperties(
      title: WorkbookText.escaped(report.title),
      createdSeconds: created == 0 ? 315_532_800 : created
    )
    summary = try book.addSheet(named: names.unique("Summary"), streams: false)
    // Reserved now, so that a table of the same name is the one to be renamed.
    names.reserve(["Chart data", "Definitions", "About", "Long texts"])
  }

  package mutating func beginTable(_ table: Table) throws(ExportError) {
    guard let report else { preconditionFailure("beginTable comes after begin") }
    var columns = table
    columns.rows = []
    current = TableSheet(table: columns, report: report, rowLimit: rowLimit)
  }

  package mutating func writeRow(_ row: [Value]) throws(ExportError) {
    try current?.writeRow(row, book: &book, names: &names, longTexts: &longTexts)
  }

  package mutating func writeBatch(_ batch: RowBatch) throws(ExportError) {
    // Totals get formulas only where the exact sums of all cells are known.
    guard let current, current.isStreamed, TableSheet.canWrite(batch.layout) else {
      for row in 0..<batch.count { try writeRow(batch.values(ofRow: row)) }
      return
    }
    try self.current?.writeBatch(batch, book: &book, names: &names, longTexts: &longTexts)
  }

  package mutating func endTable(totals: [Value]?) throws(ExportError) {
    guard var sheet = current else { preconditionFailure("endTable comes after beginTable") }
    let references = try sheet.finish(
      totals: totals,
      book: &book,
      names: &names,
      longTexts: &longTexts
    )
    finished.append(
      SummarySheet.TableFacts(
        table: sheet.table,
        sheetNames: sheet.parts.map(\.sheet.name),
        rowCount: sheet.rowCount,
        shortenedNumbers: sheet.shortenedNumbers,
        totals: totals,
        openReason: sheet.openReason,
        references: references
      )
    )
    deflated += sheet.parts.compactMap(\.rows)
    current = nil
  }

  package consuming func finish(_ report: Report) throws(ExportError) {
    guard let summary else { preconditionFailure("finish comes after begin") }
    try longTexts.finish()
    var page = SummarySheet(report: report, tables: finished, longTexts: longTexts)
    try page.write(to: summary, book: &book)
    try ChartSheet(charts: report.charts).write(
      below: page.lastRow,
      of: summary,
      book: &book
    )
    try DefinitionsSheet(tables: finished).write(report: report, book: &book)
    try AboutSheet(producer: options.producer, tables: finished)
      .write(report: report, book: &book)
    let path = book.path
    try book.close()
    if !deflated.isEmpty {
      let archive = try WorkbookArchive(path: path)
      try output.discardContent()
      try archive.write(deflated, to: &output)
    } else if let scratch {
      try output.copy(contentOf: scratch.path)
    }
    try output.finish()
  }
}

internal import Reports

/// The first sheet: what the report is about, its main figures, and room to sign.
struct SummarySheet {
  /// What the summary has to know of a table that was written.
  struct TableFacts {
    var table: Table
    var sheetNames: [String]
    var rowCount: Int64
    var shortenedNumbers: Int64
    var totals: [Value]?
    var openReason: OpenRest.Reason?
    /// Where each total is, for formulas.
    var references: [String?]
  }

  let report: Report
  let tables: [TableFacts]
  let longTexts: LongTextSheet
  private(set) var lastRow = 0

  init(report: Report, tables: [TableFacts], longTexts: LongTextSheet) {
    self.report = report
    self.tables = tables
    self.longTexts = longTexts
  }

  mutating func write(to sheet: Worksheet, book: inout Workbook) throws(ExportError) {
    var page = try NoteSheet(sheet, widths: [36, 24, 90], report: report)
    try page.heading([report.title], points: 16, book: &book)
    sheet.centerOnPage()
    page.skip()
    for (label, text) in Self.facts(of: report) {
      try page.fact(label, text, book: &book)
    }
    page.skip()
    try writeTotals(to: &page, book: &book)
    try writeTables(to: &page, book: &book)
    try writeQuality(to: &page, book: &book)
    try writeWarnings(to: &page, book: &book)
    try page.heading(["Signatures", "Name and date", "Signature"], book: &book)
    for label in ["Prepared by", "Approved by"] {
      try sheet.setHeight(ofRow: page.row, points: 30)
      let style = CellStyle(hasBottomRule: true)
      try page.line([label, "", ""], style: style, book: &book)
    }
    lastRow = page.row + 1
  }

  /// Label and text of everything that says which data the report covers.
  static func facts(of report: Report) -> [(label: String, text: String)] {
    let filters = report.filters.map { "\($0.name): \($0.values.joined(separator: ", "))" }
    return [
      ("Period", report.period.localText),
      ("From (UTC)", report.period.from?.description ?? "the first attempt"),
      ("To (UTC, not included)", report.period.to?.description ?? "the last attempt"),
      ("Time zone", report.period.timeZone),
      ("Data as of (UTC)", report.asOf?.description ?? "no data"),
      ("Grouped by", report.by.isEmpty ? "nothing" : report.by.joined(separator: ", ")),
      ("Filters", filters.isEmpty ? "none" : filters.joined(separator: "; ")),
      ("Cost", report.cost),
      ("Rate card", report.rateCard ?? "none"),
    ] + (report.costSharesText.map { [("Costs come from", $0)] } ?? [])
  }

  private func writeTotals(
    to page: inout NoteSheet,
    book: inout Workbook
  ) throws(ExportError) {
    guard let main = tables.first, let totals = main.totals else { return }
    try page.heading(["Totals", "", ""], numericColumn: 1, book: &book)
    for (index, column) in main.table.columns.enumerated() where !column.isDimension {
      if column.total == .none, totals[index] == .null { continue }
      var content = CellContent(totals[index], unit: column.unit)
      if content == .blank { content = .text("not known") }
      try page.figure(
        column.title,
        content,
        unit: column.unit,
        reference: main.references[index],
        remark: Self.remark(on: totals[index], column),
        book: &book
      )
    }
    page.skip()
  }

  /// The definition; behind the parts of a rate, which are shown wherever it is.
  private static func remark(on total: Value, _ column: Column) -> String {
    guard case .ratio(let ratio) = total else { return column.definition }
    let parts = [ratio.numerator, ratio.denominator].map { TerminalCell.grouped(String($0)) }
    return "\(parts[0]) of \(parts[1]): \(column.definition)"
  }

  private func writeTables(
    to page: inout NoteSheet,
    book: inout Workbook
  ) throws(ExportError) {
    try page.heading(["Tables", "Rows", "Sheets"], numericColumn: 1, book: &book)
    for facts in tables {
      try page.figure(
        facts.table.name,
        .number(Double(facts.rowCount), .integer),
        unit: .count,
        remark: facts.sheetNames.joined(separator: ", "),
        book: &book
      )
    }
    page.skip()
  }

  private func writeQuality(
    to page: inout NoteSheet,
    book: inout Workbook
  ) throws(ExportError) {
    guard !report.quality.isEmpty else { return }
    try page.heading(["Data quality", "", ""], book: &book)
    for figure in report.quality {
      try page.figure(
        figure.title,
        CellContent(.integer(figure.count), unit: .count),
        unit: .count,
        remark: figure.count == 0 ? "" : figure.advice,
        book: &book
      )
    }
    page.skip()
  }

  private func writeWarnings(
    to page: inout NoteSheet,
    book: inout Workbook
  ) throws(ExportError) {
    var warnings = report.warnings
    let shortened = tables.reduce(0) { $0 + $1.shortenedNumbers }
    if shortened > 0 {
      warnings.append(
        "Amounts with more than the 15 digits that spreadsheets keep: \(shortened). "
          + "CSV and JSON have all of them."
      )
    }
    if longTexts.count > 0 {
      warnings.append(
        "Texts longer than a cell can be: \(longTexts.count). "
          + "They are whole on the sheet '\(longTexts.name)'."
      )
    }
    try page.heading(["Warnings", "", ""], book: &book)
    if warnings.isEmpty { try page.line(["none"], book: &book) }
    for warning in warnings {
      try page.warning(warning, book: &book)
    }
    page.skip()
  }
}

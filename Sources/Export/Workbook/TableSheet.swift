internal import Reports

/// A table on its sheets: it goes on where Excel's rows end, and nothing is cut off.
struct TableSheet {
  /// Rows of one table that lie on one sheet, under its header.
  struct Part {
    var sheet: Worksheet
    var rowCount = 0
    /// Where rows wait that did not go through libxlsxwriter.
    var rows: DeflatedRows?
  }

  let table: Table
  /// Lists may be of any length; groups are few enough to be kept until the end.
  private var isStreamed: Bool { table.by.isEmpty }
  private(set) var parts: [Part] = []
  private(set) var rowCount: Int64 = 0
  /// Numbers with more digits than the fifteen that spreadsheets keep.
  private(set) var shortenedNumbers: Int64 = 0
  private var sums: [RunningSum]
  private var widths: [Int]
  private let headings: [String]
  private let report: Report
  let rowLimit: Int

  init(table: Table, report: Report, rowLimit: Int) {
    self.table = table
    self.rowLimit = rowLimit
    self.report = report
    headings = table.columns.map { Self.heading($0, zone: report.period.timeZone) }
    sums = table.columns.map { _ in RunningSum() }
    widths = headings.map(Self.headingWidth)
  }

  mutating func writeRow(
    _ row: [Value],
    book: inout Workbook,
    names: inout SheetNames,
    longTexts: inout LongTextSheet
  ) throws(ExportError) {
    if parts.isEmpty || parts[parts.count - 1].rowCount == rowLimit - 1 {
      try addPart(book: &book, names: &names)
    }
    let last = parts.count - 1
    parts[last].rowCount += 1
    rowCount += 1
    let sheet = parts[last].sheet
    var lines = 1
    for (index, value) in row.enumerated() {
      let unit = table.columns[index].unit
      var content = CellContent(value, unit: unit)
      if case .text(let text) = content, !WorkbookText.fitsCell(text) {
        let cell = CellReference.cell(row: parts[last].rowCount, column: index)
        content = .text(
          try longTexts.shorten(text, at: sheet.name + " " + cell, book: &book)
        )
      }
      let width = content.widthCharacters(of: value)
      widths[index] = max(widths[index], width)
      sums[index].add(value)
      if Self.isShortened(value) { shortenedNumbers += 1 }
      var style = Self.style(of: content, unit: unit)
      if case .text(let text) = content,
        width > Self.widest || text.utf8.contains(UInt8(ascii: "\n"))
      {
        style.isWrapped = true
        lines = max(lines, Self.lineCount(text, width: Self.widest))
      }
      try sheet.write(
        content,
        row: parts[last].rowCount,
        column: index,
        format: try book.format(style)
      )
    }
    if lines > 1 {
      try sheet.setHeight(ofRow: parts[last].rowCount, points: Double(min(400, lines * 14)))
    }
  }

  /// Writes the totals and sets up every sheet; returns where each total can be referred to.
  mutating func finish(
    totals: [Value]?,
    book: inout Workbook,
    names: inout SheetNames
  ) throws(ExportError) -> [String?] {
    if parts.isEmpty { try addPart(book: &book, names: &names) }
    try finishRows()
    // The totals get a sheet of their own where the last one is full.
    let dataParts = parts
    if totals != nil, parts[parts.count - 1].rowCount == rowLimit - 1 {
      try addPart(book: &book, names: &names)
    }
    var references: [String?] = table.columns.map { _ in nil }
    if let totals { references = try write(totals, dataParts: dataParts, book: &book) }
    for part in parts { try setUp(part) }
    return references
  }

  mutating func addPart(
    book: inout Workbook,
    names: inout SheetNames
  ) throws(ExportError) {
    let name = names.unique(table.name, suffix: parts.isEmpty ? "" : " (\(parts.count + 1))")
    let sheet = try book.addSheet(named: name, streams: isStreamed)
    parts.append(Part(sheet: sheet))
    try setHeaderHeight(of: sheet)
    for (index, heading) in headings.enumerated() {
      var style = CellStyle()
      style.isBold = true
      style.isWrapped = true
      style.hasBottomRule = true
      style.background = Palette.header
      style.alignment = Self.isNumeric(table.columns[index].unit) ? .right : .left
      try sheet.write(.text(heading), row: 0, column: index, format: try book.format(style))
    }
  }

  private mutating func write(
    _ totals: [Value],
    dataParts: [Part],
    book: inout Workbook
  ) throws(ExportError) -> [String?] {
    let part = parts[parts.count - 1]
    let row = part.rowCount + 1
    let formulas = TotalFormulas(
      columns: table.columns,
      totals: totals,
      sums: sums,
      parts: dataParts,
      row: row
    )
    var references: [String?] = []
    for (index, total) in totals.enumerated() {
      let unit = table.columns[index].unit
      var content = CellContent(total, unit: unit)
      widths[index] = max(widths[index], content.widthCharacters(of: total))
      if index == 0, total == .null { content = .text("Total") }
      var style = Self.style(of: content, unit: unit)
      style.isBold = true
      style.hasTopRule = true
      style.fontPoints = 10
      style.fontColor = nil
      let format = try book.format(style)
      if case .number(let result, _) = content, let formula = formulas.formula(at: index) {
        try part.sheet.write(
          formula: formula,
          result: result,
          row: row,
          column: index,
          format: format
        )
      } else {
        try part.sheet.write(content, row: row, column: index, format: format)
      }
      var reference: String?
      if case .number = content {
        reference =
          CellReference.sheet(part.sheet.name) + CellReference.cell(row: row, column: index)
      }
      references.append(reference)
    }
    return references
  }

  /// Counts rows that were added to the last sheet.
  mutating func addRows(_ count: Int) {
    parts[parts.count - 1].rowCount += count
    rowCount += Int64(count)
  }

  mutating func setRows(_ rows: DeflatedRows) {
    parts[parts.count - 1].rows = rows
  }

  /// Waits for the rows of the last sheet, and takes over what they took up.
  mutating func finishRows() throws(ExportError) {
    guard let rows = parts.last?.rows else { return }
    try rows.finish()
    for (index, width) in rows.widths.enumerated() { widths[index] = max(widths[index], width) }
    shortenedNumbers += rows.takeShortenedNumbers()
  }

  private func setHeaderHeight(of sheet: Worksheet) throws(ExportError) {
    let lines = zip(headings, widths).map { Self.lineCount($0, width: min($1, Self.widest) + 1) }
    try sheet.setHeight(ofRow: 0, points: Double(14 * (lines.max() ?? 1) + 4))
  }

  private func setUp(_ part: Part) throws(ExportError) {
    let sheet = part.sheet
    // By now the widths are known, but the header of a sheet that streams is out of reach.
    if !isStreamed { try setHeaderHeight(of: sheet) }
    try sheet.checkStream()
    for (index, column) in table.columns.enumerated() {
      // Ids are set in smaller letters.
      let factor = column.unit == .identifier ? 0.75 : 1.0
      try sheet.setWidth(
        ofColumn: index,
        characters: Double(min(widths[index], Self.widest)) * factor + 2
      )
    }
    let frozen = table.columns.prefix(while: \.isDimension).count
    let frozenWidth = widths.prefix(frozen).reduce(0) { $0 + min($1, Self.widest) }
    sheet.freeze(rows: 1, columns: frozenWidth <= 70 ? frozen : 0)
    if !table.columns.isEmpty {
      try sheet.filter(rows: 0...max(part.rowCount, 1), columnCount: table.columns.count)
      let last = CellReference.cell(row: part.rowCount + 1, column: table.columns.count - 1)
      try sheet.allowTextNumbers(inRange: "A1:" + last)
    }
    try sheet.setPrinting(
      title: "\(report.title) \u{2013} \(table.name)",
      note: "\(report.period.localText) (\(report.period.timeZone))",
      isLandscape: true,
      repeatsHeader: true
    )
  }
}

extension TableSheet {
  static let widest = 60

  static func isNumeric(_ unit: Unit) -> Bool {
    switch unit {
    case .count, .ordinal, .number, .seconds, .fractionalSeconds, .rate, .dollars, .dollarsPerUnit:
      true
    case .text, .identifier, .phone, .instant, .month, .week, .day, .boolean: false
    }
  }

  static func style(of content: CellContent, unit: Unit) -> CellStyle {
    var style = CellStyle()
    switch content {
    case .number(_, let format):
      style.numberFormat = format
      style.alignment = [.instant, .day, .month].contains(format) ? .left : .right
    case .text:
      style.numberFormat = .text
      if isNumeric(unit) { style.alignment = .right }
    case .boolean: style.alignment = .left
    case .blank: break
    }
    if unit == .identifier {
      style.fontPoints = 8
      style.fontColor = Palette.muted
    }
    return style
  }

  /// The title, with what the cells' looks do not tell.
  private static func heading(_ column: Column, zone: String) -> String {
    switch column.unit {
    case .seconds, .fractionalSeconds: column.title + " (h:mm:ss)"
    case .instant: column.title + " (\(zone))"
    default: column.title
    }
  }

  /// Room for the heading over two or three lines, and for the filter's button.
  private static func headingWidth(_ heading: String) -> Int {
    let words = heading.split(separator: " ").map { DisplayWidth.of(String($0)) }
    return max(words.max() ?? 0, 6) + 1
  }

  /// Lines that a text takes when it is broken between words, or within those that are too long.
  static func lineCount(_ text: String, width: Int) -> Int {
    var lines = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      lines += 1
      var used = 0
      for word in line.split(separator: " ") {
        let length = DisplayWidth.of(String(word))
        if used > 0, used + 1 + length > width {
          lines += 1
          used = length
        } else {
          used += (used > 0 ? 1 : 0) + length
        }
        while used > width {
          lines += 1
          used -= width
        }
      }
    }
    return lines
  }

  static func isShortened(_ value: Value) -> Bool {
    guard case .decimal(let number) = value, number.unscaled.magnitude >= 1_000_000_000_000_000
    else { return false }
    return number.normalized(decimals: 0...18).unscaled.magnitude >= 1_000_000_000_000_000
  }
}

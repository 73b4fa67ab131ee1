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
  /// Lists may be of any length; groups are few enough to be kept until the end, and so is the one
  /// group of a report without dimensions.
  var isStreamed: Bool { table.by.isEmpty && table.totals == nil }
  private(set) var parts: [Part] = []
  private(set) var rowCount: Int64 = 0
  /// Numbers with more digits than the fifteen that spreadsheets keep.
  private(set) var shortenedNumbers: Int64 = 0
  private var sums: [RunningSum]
  private var rest: OpenRest
  /// Why there is a line between the rows and the totals, where there is one.
  private(set) var openReason: OpenRest.Reason?
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
    rest = OpenRest(columns: table.columns)
    widths = headings.map(Self.headingWidth)
  }

  mutating func writeRow(
    _ row: [Value],
    book: inout Workbook,
    names: inout SheetNames,
    longTexts: inout LongTextSheet
  ) throws(ExportError) {
    rowCount += 1
    rest.add(row)
    try put(row, book: &book, names: &names, longTexts: &longTexts)
  }

  /// Puts a row under the others, on a sheet of its own where the last one is full.
  private mutating func put(
    _ row: [Value],
    book: inout Workbook,
    names: inout SheetNames,
    longTexts: inout LongTextSheet
  ) throws(ExportError) {
    if parts.isEmpty || parts[parts.count - 1].rowCount == rowLimit - 1 {
      try addPart(firstRow: row, book: &book, names: &names)
    }
    let last = parts.count - 1
    parts[last].rowCount += 1
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
      setApart(&style, at: index)
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
    names: inout SheetNames,
    longTexts: inout LongTextSheet
  ) throws(ExportError) -> [String?] {
    if parts.isEmpty { try addPart(book: &book, names: &names) }
    try finishRows()
    // What is filtered and sorted ends above the lines that only belong to the whole.
    let filteredRows = parts.map(\.rowCount)
    if let totals, let open = rest.line(totals: totals) {
      var line = open.values
      if line[0] == .null { line[0] = .text(open.reason.rawValue) }
      openReason = open.reason
      try put(line, book: &book, names: &names, longTexts: &longTexts)
    }
    // The totals get a sheet of their own where the last one is full.
    let dataParts = parts
    if totals != nil, parts[parts.count - 1].rowCount == rowLimit - 1 {
      try addPart(book: &book, names: &names)
    }
    var references: [String?] = table.columns.map { _ in nil }
    if let totals { references = try write(totals, dataParts: dataParts, book: &book) }
    for (index, part) in parts.enumerated() {
      try setUp(part, filteredRows: index < filteredRows.count ? filteredRows[index] : 0)
    }
    return references
  }

  mutating func addPart(
    firstRow: [Value] = [],
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
      style.alignment = isNumeric(index, firstRow) ? .right : .left
      setApart(&style, at: index)
      try sheet.write(.text(heading), row: 0, column: index, format: try book.format(style))
    }
  }

  /// Whether a heading stands to the right; that of a column of anything, as its first cell does.
  private func isNumeric(_ index: Int, _ firstRow: [Value]) -> Bool {
    let unit = table.columns[index].unit
    guard unit == .number, index < firstRow.count else { return Self.isNumeric(unit) }
    switch firstRow[index] {
    case .integer, .decimal, .ratio: return true
    case .null, .text, .instant, .boolean: return false
    }
  }

  /// Leaves room between a number and the text to the right of it.
  private func setApart(_ style: inout CellStyle, at index: Int) {
    if style.alignment == .left, index > 0, Self.isNumeric(table.columns[index - 1].unit) {
      style.indent = 1
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
    let lines = zip(headings, widths).map { Self.lineCount($0, width: min($1, Self.widest) + 2) }
    try sheet.setHeight(ofRow: 0, points: Double(14 * (lines.max() ?? 1) + 4))
  }

  private func setUp(_ part: Part, filteredRows: Int) throws(ExportError) {
    let sheet = part.sheet
    // By now the widths are known, but the header of a sheet that streams is out of reach.
    if !isStreamed { try setHeaderHeight(of: sheet) }
    try sheet.checkStream()
    let shown = zip(table.columns, widths).map { column, width in
      // Ids are set in smaller letters.
      Double(min(width, Self.widest)) * (column.unit == .identifier ? 0.75 : 1) + 2.5
    }
    for (index, width) in shown.enumerated() {
      try sheet.setWidth(ofColumn: index, characters: width)
    }
    // A list is scrolled sideways too, and its first column says which row it is.
    let dimensions = table.columns.prefix(while: \.isDimension).count
    let frozen = dimensions == 0 && table.columns.count > 8 ? 1 : dimensions
    let frozenWidth = shown.prefix(frozen).reduce(0, +)
    sheet.freeze(rows: 1, columns: frozenWidth <= Self.widestFrozen ? frozen : 0)
    if !table.columns.isEmpty {
      try sheet.filter(rows: 0...max(filteredRows, 1), columnCount: table.columns.count)
      let last = CellReference.cell(row: part.rowCount + 1, column: table.columns.count - 1)
      try sheet.allowTextNumbers(inRange: "A1:" + last)
    }
    try sheet.setPrinting(
      title: "\(report.title) \u{2013} \(table.name)",
      note: report.period.localText,
      isLandscape: true,
      repeatsHeader: true
    )
    let pages = Int((shown.reduce(0, +) / Self.widestPage).rounded(.up))
    if pages > 1 { try sheet.spread(overPages: pages, repeatedColumns: frozen) }
  }
}

extension TableSheet {
  static let widest = 60
  /// Characters that a page takes across before they get too small to read.
  private static let widestPage = 260.0
  /// Characters that may stay in view, so that there is room to scroll beside them.
  private static let widestFrozen = 90.0

  static func isNumeric(_ unit: Unit) -> Bool {
    switch unit {
    case .count, .ordinal, .number, .seconds, .fractionalSeconds, .rate, .dollars, .dollarsPerUnit,
      .money:
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
      // Said outright, or names written from right to left would stand on the other side.
      style.alignment = isNumeric(unit) && unit != .number ? .right : .left
    case .boolean:
      style.numberFormat = .boolean
      style.alignment = .left
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

  /// Room for the heading over three lines at most, and for the filter's button.
  private static func headingWidth(_ heading: String) -> Int {
    let words = heading.split(separator: " ").map { DisplayWidth.of(String($0)) }
    var width = max(words.max() ?? 0, 6) + 1
    while lineCount(heading, width: width + 2) > 3 { width += 1 }
    return width
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

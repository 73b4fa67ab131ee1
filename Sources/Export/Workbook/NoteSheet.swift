internal import Reports

/// A sheet of lines written from top to bottom, for people to read.
struct NoteSheet {
  let sheet: Worksheet
  private(set) var row = 0
  private let widths: [Double]

  init(_ sheet: Worksheet, widths: [Double], report: Report) throws(ExportError) {
    self.sheet = sheet
    self.widths = widths
    for (column, width) in widths.enumerated() {
      try sheet.setWidth(ofColumn: column, characters: width)
    }
    sheet.hideGridlines()
    try sheet.setPrinting(
      title: report.title,
      note: report.period.localText,
      isLandscape: false,
      repeatsHeader: false
    )
  }

  mutating func skip(_ count: Int = 1) {
    row += count
  }

  mutating func heading(
    _ texts: [String],
    points: Int = 10,
    numericColumn: Int? = nil,
    book: inout Workbook
  ) throws(ExportError) {
    var style = CellStyle(isBold: true, fontPoints: points)
    if points == 10 {
      style.background = Palette.header
      style.hasBottomRule = true
    }
    for (column, text) in texts.enumerated() {
      style.alignment = numericColumn == column ? .right : .left
      style.indent = numericColumn.map { column > $0 } ?? false ? 1 : 0
      try sheet.write(.text(text), row: row, column: column, format: try book.format(style))
    }
    row += 1
  }

  /// Writes a line of texts; the first is a muted label where there are more.
  mutating func line(
    _ texts: [String],
    style: CellStyle = CellStyle(isWrapped: true),
    book: inout Workbook
  ) throws(ExportError) {
    // A text too long for a cell goes on in the next row.
    let parts = texts.map { WorkbookText.parts(of: $0, limit: 30_000) }
    for part in 0..<(parts.map(\.count).max() ?? 1) {
      try makeRoom(for: parts.map { part < $0.count ? $0[part] : "" })
      for column in texts.indices where part < parts[column].count {
        var style = style
        if column == 0, texts.count > 1 { style.fontColor = Palette.muted }
        let text = CellContent.text(parts[column][part])
        try sheet.write(text, row: row, column: column, format: try book.format(style))
      }
      row += 1
    }
  }

  /// Writes a muted label, and a text across the columns behind it.
  mutating func fact(_ label: String, _ text: String, book: inout Workbook) throws(ExportError) {
    let muted = try book.format(CellStyle(fontColor: Palette.muted))
    let plain = try book.format(CellStyle(alignment: .left, isWrapped: true))
    try sheet.write(.text(label), row: row, column: 0, format: muted)
    for part in WorkbookText.parts(of: text, limit: 2000) {
      try makeRoom(for: [part], within: widths.dropFirst().reduce(0, +))
      try sheet.merge(row: row, columns: 1...(widths.count - 1), text: part, format: plain)
      row += 1
    }
  }

  /// Writes a sentence across the sheet, marked.
  mutating func warning(_ text: String, book: inout Workbook) throws(ExportError) {
    let style = CellStyle(alignment: .left, isWrapped: true, background: Palette.warning)
    for part in WorkbookText.parts(of: text, limit: 2000) {
      try sheet.merge(row: row, columns: 0...2, text: part, format: try book.format(style))
      try makeRoom(for: [part], within: widths.reduce(0, +))
      row += 1
    }
  }

  /// Sets the row's height where a text takes more than a line: not every program that opens a
  /// workbook does so by itself, and none does for merged cells.
  private func makeRoom(
    for texts: [String],
    within width: Double? = nil,
    scale: [Double] = []
  ) throws(ExportError) {
    var lines = 1
    for (column, text) in texts.enumerated() {
      // A width counts digits of 11 points; text of 10 points takes about five sixths of that.
      let factor = column < scale.count ? scale[column] : 1
      let room = Int((width ?? widths[column]) * 1.15 * factor)
      lines = max(lines, TableSheet.lineCount(text, width: room))
    }
    if lines > 1 { try sheet.setHeight(ofRow: row, points: Double(min(400, lines * 14))) }
  }

  /// Writes a label, a figure and a remark.
  mutating func figure(
    _ label: String,
    _ content: CellContent,
    unit: Unit,
    reference: String? = nil,
    remark: String,
    book: inout Workbook
  ) throws(ExportError) {
    let plain = try book.format(CellStyle(isWrapped: true))
    let note = try book.format(
      CellStyle(
        alignment: .left,
        indent: 1,
        isWrapped: true,
        fontPoints: 8,
        fontColor: Palette.muted
      )
    )
    // The remark is set in letters four fifths as large.
    try makeRoom(for: [label, "", remark], scale: [1, 1, 1.25])
    var style = TableSheet.style(of: content, unit: unit)
    style.isBold = true
    style.alignment = .right
    let format = try book.format(style)
    try sheet.write(.text(label), row: row, column: 0, format: plain)
    if case .number(let result, _) = content, let reference {
      try sheet.write(formula: reference, result: result, row: row, column: 1, format: format)
    } else {
      try sheet.write(content, row: row, column: 1, format: format)
    }
    try sheet.write(.text(remark), row: row, column: 2, format: note)
    row += 1
  }
}

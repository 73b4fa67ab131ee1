internal import Reports

/// Rows in words go past libxlsxwriter, which writes the sheets' heads and everything else.
extension TableSheet {
  /// Whether every text that rows share fits a cell; others need to be shortened one by one.
  static func canWrite(_ layout: RowLayout) -> Bool {
    layout.dictionaries.joined()
      .allSatisfy { value in
        if case .text(let text) = value { WorkbookText.fitsCell(text) } else { true }
      }
  }

  mutating func writeBatch(
    _ batch: RowBatch,
    book: inout Workbook,
    names: inout SheetNames,
    longTexts: inout LongTextSheet
  ) throws(ExportError) {
    var start = 0
    while start < batch.count {
      if parts.isEmpty || parts[parts.count - 1].rowCount == rowLimit - 1 {
        try beginRows(batch.layout, book: &book, names: &names)
      }
      let part = parts[parts.count - 1]
      let end = min(batch.count, start + rowLimit - 1 - part.rowCount)
      let firstRow = part.rowCount + 1
      let shortened = try shortened(
        batch,
        rows: start..<end,
        firstRow: firstRow,
        book: &book,
        longTexts: &longTexts
      )
      try part.rows?.append(shortened, rows: start..<end, firstSheetRow: firstRow)
      addRows(end - start)
      start = end
    }
  }

  /// Gives the sheet that was begun last a place for its rows.
  private mutating func beginRows(
    _ layout: RowLayout,
    book: inout Workbook,
    names: inout SheetNames
  ) throws(ExportError) {
    try finishRows()
    try addPart(book: &book, names: &names)
    var formats: [CellStyle: Int32] = [:]
    for style in table.columns.flatMap(SheetRowEncoder.styles) where formats[style] == nil {
      formats[style] = try book.format(style).number
    }
    let encoder = SheetRowEncoder(layout: layout, columns: table.columns, formats: formats)
    let sheet = parts[parts.count - 1].sheet
    setRows(try DeflatedRows(entryName: sheet.entryName, encoder: encoder))
  }

  /// Texts too long for a cell are written elsewhere, as for any other row.
  private func shortened(
    _ batch: RowBatch,
    rows: Range<Int>,
    firstRow: Int,
    book: inout Workbook,
    longTexts: inout LongTextSheet
  ) throws(ExportError) -> RowBatch {
    guard !batch.texts.allSatisfy(WorkbookText.fitsCell) else { return batch }
    var batch = batch
    let sheet = parts[parts.count - 1].sheet
    for row in rows {
      for (index, column) in batch.layout.columns.enumerated() {
        let place = batch.layout.places[index] * batch.capacity + row
        guard column == .text, batch.words[place] != RowBatch.null else { continue }
        let text = batch.texts[Int(batch.words[place])]
        if WorkbookText.fitsCell(text) { continue }
        let cell = CellReference.cell(row: firstRow + row - rows.lowerBound, column: index)
        batch.texts[Int(batch.words[place])] =
          try longTexts.shorten(text, at: sheet.name + " " + cell, book: &book)
      }
    }
    return batch
  }
}

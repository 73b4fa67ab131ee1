/// The sheet that takes texts too long for a cell of Excel, in parts.
struct LongTextSheet {
  private(set) var count = 0
  let name = "Long texts"
  private var sheet: Worksheet?
  private var row = 0

  /// Writes the whole text down here, and returns its beginning with a pointer to the rest.
  mutating func shorten(
    _ text: String,
    at place: String,
    book: inout Workbook
  ) throws(ExportError) -> String {
    let sheet = try opened(book: &book)
    count += 1
    let format = try book.format(CellStyle(numberFormat: .text, isWrapped: true))
    let parts = WorkbookText.parts(of: text, limit: 30_000)
    for (index, part) in parts.enumerated() {
      row += 1
      let cells = [place, "\(index + 1) of \(parts.count)", part]
      for (column, cell) in cells.enumerated() {
        try sheet.write(.text(cell), row: row, column: column, format: format)
      }
    }
    let start = WorkbookText.parts(of: text, limit: 1000)[0]
    return start + "\u{2026} [whole text on the sheet '\(name)', at \(place)]"
  }

  private mutating func opened(book: inout Workbook) throws(ExportError) -> Worksheet {
    if let sheet { return sheet }
    let made = try book.addSheet(named: name, streams: true)
    let bold = try book.format(CellStyle(isBold: true, hasBottomRule: true))
    for (column, heading) in ["Cell", "Part", "Text"].enumerated() {
      try made.write(.text(heading), row: 0, column: column, format: bold)
    }
    try made.setWidth(ofColumn: 0, characters: 24)
    try made.setWidth(ofColumn: 1, characters: 10)
    try made.setWidth(ofColumn: 2, characters: 100)
    sheet = made
    return made
  }

  func finish() throws(ExportError) {
    try sheet?.checkStream()
  }
}

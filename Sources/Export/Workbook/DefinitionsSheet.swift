internal import Reports

/// The sheet that says what every column means.
struct DefinitionsSheet {
  let tables: [SummarySheet.TableFacts]

  func write(report: Report, book: inout Workbook) throws(ExportError) {
    let sheet = try book.addSheet(named: "Definitions", streams: false)
    var page = try NoteSheet(sheet, widths: [32, 34, 80], report: report)
    try page.heading(["Column", "Name in CSV and JSON", "Definition"], book: &book)
    var seen: Set<String> = []
    for column in tables.flatMap(\.table.columns) where seen.insert(column.name).inserted {
      try page.line(
        [column.title, column.name, Self.text(column)],
        style: CellStyle(isWrapped: true),
        book: &book
      )
    }
    for reason in [OpenRest.Reason.rounding, .notShown]
    where tables.contains(where: { $0.openReason == reason }) {
      let text = "In a line above the totals: \(reason.definition)."
      try page.line([reason.rawValue, "", text], style: CellStyle(isWrapped: true), book: &book)
    }
    sheet.freeze(rows: 1, columns: 0)
  }

  private static func text(_ column: Column) -> String {
    let unit: String? =
      switch column.unit {
      case .seconds, .fractionalSeconds: "Shown as hours, minutes and seconds."
      case .rate: "A quotient between 0 and 1, shown as a percentage."
      case .dollars, .dollarsPerUnit: "In US dollars."
      default: nil
      }
    return [column.definition, unit ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
  }
}

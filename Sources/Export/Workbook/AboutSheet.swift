internal import Reports

/// The sheet that says where the workbook comes from, and how to check it.
struct AboutSheet {
  let producer: String
  let tables: [SummarySheet.TableFacts]

  func write(report: Report, book: inout Workbook) throws(ExportError) {
    let sheet = try book.addSheet(named: "About", streams: false)
    var page = try NoteSheet(sheet, widths: [28, 90], report: report)
    try page.heading(["About this workbook"], points: 16, book: &book)
    page.skip()
    try page.line(["Produced by", producer], book: &book)
    try page.line(["Report", report.title], book: &book)
    for (label, text) in SummarySheet.facts(of: report) {
      try page.line([label, text], book: &book)
    }
    page.skip()
    try page.heading(["How to verify", ""], book: &book)
    for (label, text) in Self.checks { try page.line([label, text], book: &book) }
  }

  private static let checks = [
    (
      "Same again",
      "The same data and the same arguments give this file again, byte for byte: compare checksums."
    ),
    (
      "Data",
      "'calltally status' shows how fresh the data is; it has to agree with 'Data as of' above."
    ),
    (
      "Totals",
      "Sums and quotients are formulas wherever these come to the exact total. Totals that do not "
        + "follow from the rows, such as distinct calls and percentiles, are plain figures."
    ),
    (
      "Exact figures",
      "The same report as CSV or JSON has every digit, under the names on the sheet 'Definitions'."
    ),
    (
      "Unknown",
      "A blank cell is a figure that is not known or does not apply; it is never zero."
    ),
  ]
}

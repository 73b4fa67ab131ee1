internal import Reports

/// Charts on the summary, and the sheet with the numbers they are drawn from.
struct ChartSheet {
  let charts: [Chart]

  /// Rows that fit on a printed page before it gets too small to read.
  private static let pageRows = 95
  /// All of the summary's columns.
  private static let widthPixels = 1065.0

  func write(below row: Int, of summary: Worksheet, book: inout Workbook) throws(ExportError) {
    let charts = self.charts.filter { !$0.values.isEmpty }.map(Self.drawable)
    if charts.isEmpty { return }
    let sheet = try book.addSheet(named: "Chart data", streams: false)
    try sheet.setPrinting(
      title: "Chart data",
      note: "",
      isLandscape: true,
      repeatsHeader: false
    )
    var row = row
    for (index, chart) in charts.enumerated() {
      try write(chart, to: sheet, column: index * 3, book: &book)
      row += try draw(chart, data: sheet, column: index * 3, row: row, on: summary, book: &book)
    }
    // Rather one smaller page than a chart cut in two.
    if row <= Self.pageRows { summary.fitOnePage() }
  }

  /// Lying bars are drawn from the bottom up, and the first belongs on top as in the table.
  private static func drawable(_ chart: Chart) -> Chart {
    var chart = chart
    if chart.style == .bars {
      chart.categories.reverse()
      chart.values.reverse()
    }
    return chart
  }

  private func write(
    _ chart: Chart,
    to sheet: Worksheet,
    column: Int,
    book: inout Workbook
  ) throws(ExportError) {
    let bold = try book.format(CellStyle(isBold: true, hasBottomRule: true))
    let text = try book.format(CellStyle(numberFormat: .text))
    try sheet.write(.text(chart.title), row: 0, column: column, format: bold)
    try sheet.write(.text(chart.column.title), row: 0, column: column + 1, format: bold)
    for (index, value) in chart.values.enumerated() {
      let content = CellContent(value, unit: chart.column.unit)
      let format = try book.format(TableSheet.style(of: content, unit: chart.column.unit))
      try sheet.write(.text(chart.categories[index]), row: index + 1, column: column, format: text)
      try sheet.write(content, row: index + 1, column: column + 1, format: format)
    }
    let widest = chart.categories.reduce(20) { max($0, min(60, DisplayWidth.of($1))) }
    try sheet.setWidth(ofColumn: column, characters: Double(widest + 2))
    try sheet.setWidth(ofColumn: column + 1, characters: 20)
  }

  /// Returns how many rows of the summary the chart covers.
  private func draw(
    _ chart: Chart,
    data: Worksheet,
    column: Int,
    row: Int,
    on summary: Worksheet,
    book: inout Workbook
  ) throws(ExportError) -> Int {
    let style: SheetChart.Style =
      switch chart.style {
      case .columns: .columns
      case .bars: .bars
      }
    let drawing = try book.addChart(style)
    let rows = 1...chart.values.count
    try drawing.setSeries(
      categories: "=" + CellReference.range(sheet: data.name, rows: rows, column: column),
      values: "=" + CellReference.range(sheet: data.name, rows: rows, column: column + 1)
    )
    drawing.setLooks(
      title: chart.title,
      style: style,
      unit: chart.column.unit,
      categoryCount: chart.categories.count
    )
    // Lying bars need a line of text each.
    let height = style == .bars ? min(900, max(180, 70 + 20 * chart.values.count)) : 260
    try summary.insert(
      drawing,
      row: row,
      column: 0,
      widthPixels: Self.widthPixels,
      heightPixels: Double(height)
    )
    return height / 20 + 2
  }
}

internal import CXLSXWriter
internal import Glibc

/// A sheet of a ``Workbook``; rows and columns are counted from zero.
@safe
struct Worksheet {
  /// Rows that Excel has, the header included.
  static let rowLimit = 1_048_576

  let name: String
  private let path: String
  private let pointer: UnsafeMutablePointer<lxw_worksheet>

  @unsafe
  init(pointer: UnsafeMutablePointer<lxw_worksheet>, name: String, path: String) {
    unsafe self.pointer = unsafe pointer
    self.name = name
    self.path = path
  }

  /// Where the sheet lies in the workbook's archive.
  var entryName: String {
    "xl/worksheets/sheet\(unsafe pointer.pointee.index + 1).xml"
  }

  func write(
    _ content: CellContent,
    row: Int,
    column: Int,
    format: CellFormat
  ) throws(ExportError) {
    let (row, column) = (UInt32(row), UInt16(column))
    let code =
      switch content {
      case .blank:
        unsafe worksheet_write_blank(pointer, row, column, format.pointer)
      case .text(let text):
        unsafe worksheet_write_string(
          pointer,
          row,
          column,
          WorkbookText.escaped(text),
          format.pointer
        )
      case .number(let number, _):
        unsafe worksheet_write_number(pointer, row, column, number, format.pointer)
      case .boolean(let truth):
        unsafe worksheet_write_boolean(pointer, row, column, truth ? 1 : 0, format.pointer)
      }
    try SpreadsheetError.check(code, path: path)
  }

  /// Writes a formula together with what it comes to, for readers that do not calculate.
  func write(
    formula: String,
    result: Double,
    row: Int,
    column: Int,
    format: CellFormat
  ) throws(ExportError) {
    let code = unsafe worksheet_write_formula_num(
      pointer,
      UInt32(row),
      UInt16(column),
      "=" + formula,
      format.pointer,
      result
    )
    try SpreadsheetError.check(code, path: path)
  }

  /// Joins cells of a row, where nothing has to be sorted or filtered.
  func merge(
    row: Int,
    columns: ClosedRange<Int>,
    text: String,
    format: CellFormat
  ) throws(ExportError) {
    let code = unsafe worksheet_merge_range(
      pointer,
      UInt32(row),
      UInt16(columns.lowerBound),
      UInt32(row),
      UInt16(columns.upperBound),
      WorkbookText.escaped(text),
      format.pointer
    )
    try SpreadsheetError.check(code, path: path)
  }

  func setWidth(ofColumn column: Int, characters: Double) throws(ExportError) {
    let column = UInt16(column)
    try SpreadsheetError.check(
      unsafe worksheet_set_column(pointer, column, column, characters, nil),
      path: path
    )
  }

  func setHeight(ofRow row: Int, points: Double) throws(ExportError) {
    try SpreadsheetError.check(
      unsafe worksheet_set_row(pointer, UInt32(row), points, nil),
      path: path
    )
  }

  func freeze(rows: Int, columns: Int) {
    unsafe worksheet_freeze_panes(pointer, UInt32(rows), UInt16(columns))
  }

  func filter(rows: ClosedRange<Int>, columnCount: Int) throws(ExportError) {
    let code = unsafe worksheet_autofilter(
      pointer,
      UInt32(rows.lowerBound),
      0,
      UInt32(rows.upperBound),
      UInt16(columnCount - 1)
    )
    try SpreadsheetError.check(code, path: path)
  }

  /// Keeps Excel from marking ids and phone numbers as mistakes because they are texts of digits.
  func allowTextNumbers(inRange range: String) throws(ExportError) {
    let type = UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue)
    try SpreadsheetError.check(
      unsafe worksheet_ignore_errors(pointer, type, range),
      path: path
    )
  }

  /// One page wide, with the title above and the page number below each page.
  func setPrinting(
    title: String,
    note: String,
    isLandscape: Bool,
    repeatsHeader: Bool
  ) throws(ExportError) {
    if isLandscape { unsafe worksheet_set_landscape(pointer) }
    unsafe worksheet_fit_to_pages(pointer, 1, 0)
    unsafe worksheet_set_margins(pointer, 0.5, 0.5, 0.75, 0.75)
    let header = "&L&\"Calibri,Bold\"&10" + WorkbookText.headerText(title, limit: 100)
    let footer = "&L&8" + WorkbookText.headerText(note, limit: 100) + "&C&8&A&R&8Page &P of &N"
    try SpreadsheetError.check(unsafe worksheet_set_header(pointer, header), path: path)
    try SpreadsheetError.check(unsafe worksheet_set_footer(pointer, footer), path: path)
    if repeatsHeader {
      try SpreadsheetError.check(unsafe worksheet_repeat_rows(pointer, 0, 0), path: path)
    }
  }

  /// Prints on several pages beside each other, with the first columns repeated on each.
  func spread(overPages pages: Int, repeatedColumns: Int) throws(ExportError) {
    unsafe worksheet_fit_to_pages(pointer, UInt16(pages), 0)
    if repeatedColumns == 0 { return }
    try SpreadsheetError.check(
      unsafe worksheet_repeat_columns(pointer, 0, UInt16(repeatedColumns - 1)),
      path: path
    )
  }

  func centerOnPage() {
    unsafe worksheet_center_horizontally(pointer)
  }

  /// Shrinks what is printed to one page in all.
  func fitOnePage() {
    unsafe worksheet_fit_to_pages(pointer, 1, 1)
  }

  func hideGridlines() {
    unsafe worksheet_gridlines(pointer, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
  }

  func insert(
    _ chart: SheetChart,
    row: Int,
    column: Int,
    widthPixels: Double,
    heightPixels: Double
  ) throws(ExportError) {
    // libxlsxwriter's charts are 480 by 288 pixels before they are scaled.
    var options = unsafe lxw_chart_options()
    unsafe options.x_scale = widthPixels / 480
    unsafe options.y_scale = heightPixels / 288
    let code = unsafe worksheet_insert_chart_opt(
      pointer,
      UInt32(row),
      UInt16(column),
      chart.pointer,
      &options
    )
    try SpreadsheetError.check(code, path: path)
  }

  /// Finds out whether rows of a streaming sheet were lost on the way to its temporary file, which
  /// libxlsxwriter does not look at.
  func checkStream() throws(ExportError) {
    guard let file = unsafe pointer.pointee.optimize_tmpfile else { return }
    errno = 0
    if unsafe fflush(file) != 0 || ferror(file) != 0 {
      throw .refused(.write, path: path, code: errno == 0 ? EIO : errno)
    }
  }
}

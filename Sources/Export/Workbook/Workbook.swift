internal import CXLSXWriter

/// A workbook being written by libxlsxwriter, https://libxlsxwriter.github.io.
///
/// Sheets and formats live as long as the workbook and are of no use after it.
@safe
struct Workbook: ~Copyable {
  private var pointer: UnsafeMutablePointer<lxw_workbook>?
  private var formats: [CellStyle: CellFormat] = [:]
  let path: String

  /// Starts a workbook whose bytes are written to `path` by `close()`.
  init(path: String) throws(ExportError) {
    self.path = path
    // Larger entries than 4 GB need ZIP64, which libxlsxwriter otherwise refuses at the very end.
    var options = unsafe lxw_workbook_options(
      constant_memory: 0,
      tmpdir: nil,
      use_zip64: 1
    )
    unsafe pointer = workbook_new_opt(path, &options)
    guard unsafe pointer != nil else {
      throw .workbook(path: path, reason: "out of memory")
    }
  }

  deinit {
    if let pointer = unsafe pointer { unsafe lxw_workbook_free(pointer) }
  }

  /// Writes the file and ends the workbook.
  consuming func close() throws(ExportError) {
    guard let pointer = unsafe pointer else { return }
    // libxlsxwriter frees the workbook whether or not it could write it.
    unsafe self.pointer = nil
    try SpreadsheetError.check(unsafe workbook_close(pointer), path: path)
  }

  /// Adds a sheet after the others.
  ///
  /// A sheet that streams keeps one row in memory, and takes rows in ascending order only.
  mutating func addSheet(named name: String, streams: Bool) throws(ExportError) -> Worksheet {
    // The option is read when a sheet is added, which lets sheets differ: charts show their
    // numbers in previews only where their data is on a sheet that does not stream.
    unsafe pointer?.pointee.options.constant_memory = streams ? 1 : 0
    guard let pointer = unsafe pointer,
      let sheet = unsafe workbook_add_worksheet(pointer, name)
    else { throw .workbook(path: path, reason: "the sheet '\(name)' was refused") }
    return unsafe Worksheet(pointer: sheet, name: name, path: path)
  }

  /// The format with the given looks, made when it is first asked for.
  mutating func format(_ style: CellStyle) throws(ExportError) -> CellFormat {
    if let format = formats[style] { return format }
    guard let pointer = unsafe pointer, let made = unsafe workbook_add_format(pointer) else {
      throw .workbook(path: path, reason: "out of memory")
    }
    let format = unsafe CellFormat(pointer: made)
    format.apply(style)
    formats[style] = format
    return format
  }

  /// Adds a chart that has no series yet; it appears once it is inserted into a sheet.
  mutating func addChart(_ style: SheetChart.Style) throws(ExportError) -> SheetChart {
    let type = style == .columns ? LXW_CHART_COLUMN : LXW_CHART_BAR
    guard let pointer = unsafe pointer,
      let chart = unsafe workbook_add_chart(pointer, UInt8(type.rawValue))
    else { throw .workbook(path: path, reason: "out of memory") }
    return unsafe SheetChart(pointer: chart, path: path)
  }

  /// Sets the document's properties; its time of creation is part of the file's bytes.
  mutating func setProperties(title: String, createdSeconds: Int) throws(ExportError) {
    guard let pointer = unsafe pointer else { return }
    let code = unsafe title.withCString { title in
      var properties = unsafe lxw_doc_properties()
      unsafe properties.title = UnsafeMutablePointer(mutating: title)
      unsafe properties.created = createdSeconds
      return unsafe workbook_set_properties(pointer, &properties)
    }
    try SpreadsheetError.check(code, path: path)
  }
}

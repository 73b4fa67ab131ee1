/// What an exporter has to be told besides the report itself.
package struct ExportOptions: Sendable {
  /// Name and version of the program, for the workbook's About sheet.
  package var producer: String
  /// Columns of the terminal; nil where output is not a terminal, so that nothing is shortened.
  package var terminalColumns: Int?
  /// Whether escape codes for bold, dim and yellow may be written.
  package var usesColor: Bool

  package init(
    producer: String = "calltally",
    terminalColumns: Int? = nil,
    usesColor: Bool = false
  ) {
    self.producer = producer
    self.terminalColumns = terminalColumns
    self.usesColor = usesColor
  }
}

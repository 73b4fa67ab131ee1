package import Reports
package struct XLSXWriter: ReportWriter, ~Copyable {
  var output: Output
  package init(output: consuming Output, options: ExportOptions) { self.output = output }
  package mutating func begin(_ report: Report) throws(ExportError) {}
  package mutating func beginTable(_ table: Table) throws(ExportError) {}
  package mutating func writeRow(_ values: [Value]) throws(ExportError) {}
  package mutating func endTable(totals: [Value]?) throws(ExportError) {}
  package consuming func finish(_ report: Report) throws(ExportError) { try output.finish() }
}

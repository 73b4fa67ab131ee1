import Export
import Reports

/// Stops in the middle of a table.
struct FailingSource: ReportSource {
  struct Failure: Error {}

  func write(to writer: inout some ReportWriter & ~Copyable) throws -> Report {
    let table = Sample.nasty.tables[0]
    try writer.begin(Sample.nasty)
    try writer.beginTable(table)
    for row in table.rows { try writer.writeRow(row) }
    throw Failure()
  }
}

/// The rows of one table in CSV or something like it, behind the header.
///
/// A row that cannot be taken in costs only itself.
struct DelimitedRows {
  /// What the rows come to, up to the next thing that has to be told.
  enum Event {
    /// The batch has as much as it should.
    case paused
    /// The row at hand, ``row`` of the window's buffer, was not taken in.
    case fault(RecordFault)
    case ended
  }

  let columns: TableColumns
  private var records: DelimitedRecords

  /// Rows so far, those that were not taken in among them.
  var rowCount: Int { records.rowCount }
  /// Where the row at hand is in the window's buffer, until more is read from it.
  var row: Range<Int> { records.row }

  init(_ columns: TableColumns, _ dialect: Dialect) {
    self.columns = columns
    records = DelimitedRecords(columnCount: columns.names.count, dialect)
  }

  /// Reads rows into a batch until it has `limit` records, or something has to be told.
  mutating func next(
    _ window: inout ByteWindow,
    _ decoder: inout RecordDecoder,
    into batch: inout RecordBatch,
    limit: Int
  ) throws(InputError) -> Event {
    while batch.count < limit, batch.texts.count < CopyRows.mostTextBytes {
      switch try records.next(&window) {
      case .ended: return .ended
      case .fault(let fault): return .fault(fault)
      case .row: break
      }
      do throws(RecordFault) {
        if !records.cells.isASCII { try records.cells.checkUTF8() }
        try columns.checkNumbersOfPhones(records.cells)
        try decoder.decode(records.cells, columns, into: &batch)
      } catch {
        // Files that were put together have further headers.
        guard !columns.isHeader(records.cells) else {
          records.forgetRow()
          continue
        }
        return .fault(columns.damage(in: records.cells, refusedFor: error) ?? error)
      }
    }
    return .paused
  }
}

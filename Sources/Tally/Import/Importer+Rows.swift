extension Importer {
  /// Takes in the rows of one table, and tells of those that cannot be.
  ///
  /// A row that is cut off has been told of when this returns ``CopyRows/Ending/cut``; whether
  /// ``CopyRows/Ending/unmarked`` is all right is for the caller to know. `input` is what the
  /// progress shown is of.
  mutating func importRows(
    _ rows: inout CopyRows,
    _ window: inout ByteWindow,
    _ input: InputStream?,
    _ source: inout ImportSummary.Source
  ) throws -> CopyRows.Ending {
    while true {
      let before = rows.rowCount
      let event = try rows.next(&window, &decoder, into: &batch, limit: batchCount)
      source.records += rows.rowCount - before
      recordCount += rows.rowCount - before
      switch event {
      case .paused:
        try flush(input)
        if input == nil { tellRecordCount() }
      case .fault(let fault): try reject(fault, rows.row, &window, &source, rows.columns.kind)
      case .ended(let ending):
        if ending == .cut { try reject(.cutRow, rows.row, &window, &source, rows.columns.kind) }
        return ending
      }
    }
  }

  /// Of what comes from a server nobody knows how much there is.
  private func tellRecordCount() {
    onProgress(ImportProgress(recordCount: recordCount, readByteCount: 0, totalByteCount: 0))
  }

  /// Refuses the row that lies in a range of the window's buffer.
  mutating func reject(
    _ fault: RecordFault,
    _ row: Range<Int>,
    _ window: inout ByteWindow,
    _ source: inout ImportSummary.Source,
    _ kind: RecordKind
  ) throws {
    source.rejected += 1
    try tell(Reject(row: row, of: &window, in: source, fault), kind: kind)
  }
}

extension RecordFault {
  /// The input ends within a row.
  static let cutRow = Self(
    reason: .truncated,
    message: "the input ends in the middle of this row; dump or copy it again"
  )
}

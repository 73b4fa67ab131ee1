extension Importer {
  /// Takes in an input that may be a table; false where it is passed over as something else.
  ///
  /// `isNamed` says whether it was meant to be data, so that it is an error if it is not.
  mutating func importTable(
    _ window: inout ByteWindow,
    _ input: InputStream,
    _ source: inout ImportSummary.Source,
    isNamed: Bool
  ) throws -> Bool {
    switch try TableHeader.read(&window) {
    case .delimited(var rows): try importRows(&rows, &window, input, &source)
    case .copied(var rows): try importCopy(&rows, &window, input, &source)
    case .refused(let reason, let message): try reject(reason, message, &source)
    case .foreign where !isNamed, .none where !isNamed: return false
    case .foreign(let names):
      let shown = names.map { "\"\($0)\"" }.listed(first: 8)
      try reject(
        .unrecognized,
        "none of the tables that are imported has such columns (found \(shown)); one "
          + "is known by \"_id\" and the columns that only it has",
        &source
      )
    case .none:
      try reject(
        .unsupportedForm,
        "this begins neither as JSON does, nor as a dump of PostgreSQL, nor with a header of CSV",
        &source
      )
    }
    onProgress(progress(input))
    return true
  }

  private mutating func importRows(
    _ rows: inout DelimitedRows,
    _ window: inout ByteWindow,
    _ input: InputStream,
    _ source: inout ImportSummary.Source
  ) throws {
    while true {
      let before = rows.rowCount
      let event = try rows.next(&window, &decoder, into: &batch, limit: batchCount)
      source.records += rows.rowCount - before
      recordCount += rows.rowCount - before
      switch event {
      case .paused: try flush(input)
      case .fault(let fault): try reject(fault, rows.row, &window, &source, rows.columns.kind)
      case .ended: return
      }
    }
  }

  /// Takes in rows of COPY's text format, which end with the input, or with `\.` before it.
  private mutating func importCopy(
    _ rows: inout CopyRows,
    _ window: inout ByteWindow,
    _ input: InputStream,
    _ source: inout ImportSummary.Source
  ) throws {
    guard try importRows(&rows, &window, input, &source) == .marked else { return }
    while let byte = try window.byte(at: 0), byte <= 0x20 { window.position += 1 }
    guard try window.byte(at: 0) != nil else { return }
    source.records += 1
    try reject(
      RecordFault(
        reason: .malformedRow,
        message: "the input goes on behind the mark \\. that ends a table; what follows was not "
          + "read: import it as a file of its own"
      ),
      window.position..<min(window.end, window.position + 1000),
      &window,
      &source,
      rows.columns.kind
    )
  }
}

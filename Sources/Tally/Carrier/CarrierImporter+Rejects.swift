extension CarrierImporter {
  /// Refuses a whole input.
  mutating func reject(
    _ reason: RejectReason,
    _ message: String,
    _ source: inout ImportSummary.Source
  ) throws {
    source.rejected += 1
    try tell(
      Reject(
        source: source.path,
        line: 1,
        record: 0,
        byteOffset: 0,
        reason: reason,
        message: message,
        raw: []
      )
    )
  }

  /// Refuses the record at hand.
  mutating func reject(
    _ reason: RejectReason,
    _ message: String,
    _ stream: inout JSONStream,
    _ source: inout ImportSummary.Source
  ) throws {
    source.rejected += 1
    let end = min(stream.recordEnd, stream.recordStart + Reject.rawLimitBytes)
    try tell(
      Reject(
        source: source.path,
        line: stream.line(),
        record: source.records,
        byteOffset: stream.byteOffset,
        reason: reason,
        message: message,
        raw: Array(stream.buffer[stream.recordStart..<end])
      )
    )
  }

  /// Refuses the row that lies in a range of the window's buffer.
  mutating func reject(
    _ fault: RecordFault,
    _ row: Range<Int>,
    _ window: inout ByteWindow,
    _ source: inout ImportSummary.Source
  ) throws {
    source.rejected += 1
    try tell(
      Reject(
        source: source.path,
        line: window.line(at: row.lowerBound),
        record: source.records,
        byteOffset: window.byteOffset(at: row.lowerBound),
        reason: fault.reason,
        message: fault.message,
        raw: Array(window.buffer[row.prefix(Reject.rawLimitBytes)])
      )
    )
  }

  private mutating func tell(_ reject: Reject) throws {
    if request.isStrict { throw ImportError.rejected(reject) }
    rejectedCount += 1
    try onReject(reject)
  }
}

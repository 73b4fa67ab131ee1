extension CarrierImporter {
  /// Refuses a whole input.
  mutating func reject(
    _ reason: RejectReason,
    _ message: String,
    _ source: inout ImportSummary.Source
  ) throws {
    source.rejected += 1
    try tell(Reject(whole: source, RecordFault(reason: reason, message: message)))
  }

  /// Refuses the record at hand.
  mutating func reject(
    _ reason: RejectReason,
    _ message: String,
    _ stream: inout JSONStream,
    _ source: inout ImportSummary.Source
  ) throws {
    source.rejected += 1
    let fault = RecordFault(reason: reason, message: message)
    try tell(Reject(recordOf: &stream, in: source, fault))
  }

  /// Refuses the row that lies in a range of the window's buffer.
  mutating func reject(
    _ fault: RecordFault,
    _ row: Range<Int>,
    _ window: inout ByteWindow,
    _ source: inout ImportSummary.Source
  ) throws {
    source.rejected += 1
    try tell(Reject(row: row, of: &window, in: source, fault))
  }

  private mutating func tell(_ reject: Reject) throws {
    if request.isStrict { throw ImportError.rejected(reject) }
    rejectedCount += 1
    try onReject(reject)
  }
}

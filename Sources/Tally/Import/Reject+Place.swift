extension Reject {
  /// A whole input.
  init(whole source: ImportSummary.Source, _ fault: RecordFault) {
    self.init(
      source: source.path,
      line: 1,
      record: 0,
      byteOffset: 0,
      reason: fault.reason,
      message: fault.message,
      raw: []
    )
  }

  /// The record that a stream is at.
  init(
    recordOf stream: inout JSONStream,
    in source: ImportSummary.Source,
    _ fault: RecordFault
  ) {
    let end = min(stream.recordEnd, stream.recordStart + Self.rawLimitBytes)
    self.init(
      source: source.path,
      line: stream.line(),
      record: source.records,
      byteOffset: stream.byteOffset,
      reason: fault.reason,
      message: fault.message,
      raw: Array(stream.buffer[stream.recordStart..<end])
    )
  }

  /// The row that lies in a range of a window's buffer.
  init(
    row: Range<Int>,
    of window: inout ByteWindow,
    in source: ImportSummary.Source,
    _ fault: RecordFault
  ) {
    self.init(
      source: source.path,
      line: window.line(at: row.lowerBound),
      record: source.records,
      byteOffset: window.byteOffset(at: row.lowerBound),
      reason: fault.reason,
      message: fault.message,
      raw: Array(window.buffer[row.prefix(Self.rawLimitBytes)])
    )
  }
}

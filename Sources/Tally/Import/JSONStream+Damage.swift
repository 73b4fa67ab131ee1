extension JSONStream {
  /// Leaves the damaged value at hand for the next thing that looks like the start of a record.
  mutating func damaged(_ fault: JSONFault) throws(InputError) -> Event {
    var index = recordStart + 1
    while let byte = try byte(at: index), index - recordStart <= Self.largestRecordBytes {
      if try isRecordStart(index, byte) || context == .top && isLineStart(index, byte) { break }
      index += 1
    }
    position = min(index, end)
    recordEnd = position
    // At the end of the input the list is cut as well, which need not be told twice.
    if try isListStart(position) || position == end { context = .top }
    return .fault(fault)
  }

  /// Outside of arrays records mostly stand on lines of their own.
  private func isLineStart(_ index: Int, _ byte: UInt8) -> Bool {
    (byte == 0x7B || byte == 0x5B) && buffer[index - 1] == 0x0A
  }

  /// Wherever records follow each other in one line: a `{` that is not the value of a key, followed
  /// by a key that records or lists have.
  private mutating func isRecordStart(_ index: Int, _ byte: UInt8) throws(InputError) -> Bool {
    guard byte == 0x7B else { return false }
    var before = index - 1
    while before > recordStart, buffer[before] <= 0x20 { before -= 1 }
    guard buffer[before] != 0x3A else { return false }
    var start = index + 1
    guard let key = try key(at: &start) else { return false }
    return shape.recordKeys.contains(key) || shape.beginsList(key)
  }

  private mutating func isListStart(_ index: Int) throws(InputError) -> Bool {
    guard try byte(at: index) == 0x7B else { return false }
    var start = index + 1
    guard let key = try key(at: &start) else { return false }
    return shape.beginsList(key)
  }
}

/// Records that are written alike, which is most of them.
extension JSONStream {
  /// Reads records as long as they are written as the template has it; returns how many.
  ///
  /// `limit` is the most that is wanted. What is declined is left for ``next()``.
  mutating func readUsual<Template: RecordTemplate>(
    _ template: inout Template,
    into batch: inout RecordBatch,
    limit: Int,
    list: RecordBatch.ListNumber
  ) throws(InputError) -> Int {
    if end - position < Self.leastAheadBytes, !isAtEnd, try !takeAhead() {
      forget()
      try readMore()
      if !isAtEnd { input.readAhead(into: &otherBuffer) }
    }
    var count = 0
    var lineBreakCount = 0
    var reached = position
    let (start, byteCount) = (position, end)
    unsafe buffer.withUnsafeBytes { pointer in
      let bytes = unsafe ByteReader(pointer, count: byteCount)
      var index = start
      var lineBreaks = 0
      while count < limit {
        while index < byteCount, bytes[index] <= 0x2C,
          bytes[index] == 0x0A || bytes[index] == 0x2C || bytes[index] == 0x20
            || bytes[index] == 0x0D
        {
          lineBreaks += bytes[index] == 0x0A ? 1 : 0
          index += 1
        }
        guard index < byteCount,
          let recordEnd = template.read(bytes, from: index, into: &batch, list: list)
        else { break }
        index = recordEnd
        reached = recordEnd
        lineBreakCount = lineBreaks
        count += 1
      }
    }
    if count > 0 {
      if template.isOneLine { countLines(from: position, to: reached, lineBreakCount) }
      position = reached
      // Whoever asks where the record at hand is gets the end of the last one.
      recordStart = reached
      recordEnd = reached
    }
    return count
  }

  /// Goes on in the buffer that what follows was read into meanwhile; false where nothing was.
  private mutating func takeAhead() throws(InputError) -> Bool {
    guard var block = try input.takeAhead() else { return false }
    isAtEnd = block.start == block.end
    if isAtEnd {
      otherBuffer = block.buffer
      return true
    }
    let kept = end - position
    let start = block.start - kept
    countLines(to: position)
    block.buffer.replaceSubrange(start..<block.start, with: buffer[position..<end])
    discardedByteCount += Int64(position - start)
    recordStart = max(start, recordStart - position + start)
    recordEnd = max(start, recordEnd - position + start)
    (position, countedPosition, end) = (start, start, block.end)
    swap(&buffer, &block.buffer)
    otherBuffer = block.buffer
    input.readAhead(into: &otherBuffer)
    return true
  }
}

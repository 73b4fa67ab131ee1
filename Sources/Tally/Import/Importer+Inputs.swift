/// Inputs are opened, and their beginnings read, while the ones before are looked at.
extension Importer {
  /// Opens an input, unless that has been done already.
  mutating func openInput(_ index: Int) throws(InputError) -> InputStream {
    let entry = entries[index]
    if ahead.request == .beginning(path: entry.path), var block = ahead.take() {
      swap(&spareBuffer, &block.buffer)
      otherBuffer = block.buffer
      return try InputStream(block, ahead: ahead)
    }
    return try InputStream(path: entry.path, ahead: Self.isPlain(entry) ? ahead : nil)
  }

  /// Has the next input opened, where all of this one is in memory.
  mutating func readAhead(behind index: Int) {
    guard index + 1 < entries.count, Self.isPlain(entries[index]), Self.isPlain(entries[index + 1]),
      entries[index].byteCount < ReadAhead.bufferByteCount / 2, ahead.request == nil
    else { return }
    _ = ahead.ask(.beginning(path: entries[index + 1].path), into: &otherBuffer)
  }

  /// Whether reading it never waits for anybody: pipes and devices have no size.
  private static func isPlain(_ entry: InputFiles.Entry) -> Bool { entry.byteCount > 0 }
}

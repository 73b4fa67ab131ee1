/// The rows of one table in COPY's text format, wherever they come from.
///
/// A row that cannot be taken in costs only itself.
struct CopyRows {
  /// What the rows come to, up to the next thing that has to be told.
  enum Event {
    /// The batch has as much as it should.
    case paused
    /// The row at hand, ``row`` of the window's buffer, was not taken in.
    case fault(RecordFault)
    case ended(Ending)
  }

  /// How rows end.
  enum Ending {
    /// By `\.` on a line of its own.
    case marked
    /// With the source, behind a whole row.
    case unmarked
    /// With the source, in the middle of a row, which is ``CopyRows/row``.
    case cut
  }

  /// More texts than this and a batch is large, however few its rows are.
  static let mostTextBytes = 64 << 20

  let columns: TableColumns
  /// Rows so far, those that were not taken in among them.
  private(set) var rowCount = 0
  /// Where the row at hand is in the window's buffer, until more is read from it.
  private(set) var row = 0..<0
  private var fast: UsualRows?
  private var cells = TableRow()
  /// Whether the rest of a row that is too large is still to be passed over.
  private var isPassing = false

  /// `usesFastPath` is for tests, which do without it to compare.
  init(_ columns: TableColumns, usesFastPath: Bool = true) {
    self.columns = columns
    fast = usesFastPath ? UsualRows(columns) : nil
  }

  /// Reads rows into a batch until it has `limit` records, or something has to be told.
  mutating func next(
    _ window: inout ByteWindow,
    _ decoder: inout RecordDecoder,
    into batch: inout RecordBatch,
    limit: Int
  ) throws(InputError) -> Event {
    while true {
      if !isPassing { readUsual(&window, into: &batch, limit: limit) }
      guard batch.count < limit, batch.texts.count < Self.mostTextBytes else { return .paused }
      let position = window.position
      guard let length = window.distance(to: 0x0A) else {
        if let event = try findLineEnd(&window) { return event }
        continue
      }
      window.position = position + length + 1
      if isPassing {
        isPassing = false
        continue
      }
      row = position..<(position + length)
      // What COPY writes has no carriage return but in a line break of Windows.
      if length > 0, window.buffer[row.upperBound - 1] == 0x0D {
        row = row.lowerBound..<(row.upperBound - 1)
      }
      if isMark(window.buffer) { return .ended(.marked) }
      rowCount += 1
      do throws(RecordFault) {
        try CopyLine.read(window.buffer, row, into: &cells)
        try decoder.decode(cells, columns, into: &batch)
      } catch {
        return .fault(error)
      }
    }
  }

  /// Takes the rows that are written as usual, as many as there are.
  private mutating func readUsual(
    _ window: inout ByteWindow,
    into batch: inout RecordBatch,
    limit: Int
  ) {
    var position = window.position
    let count = window.withBytes { bytes in
      fast?.readLines(bytes, from: &position, into: &batch, limit: limit) ?? 0
    }
    window.move(to: position, lineBreakCount: count)
    rowCount += count
  }

  /// Reads on until the line at hand has an end; what has to be told where it has none.
  private mutating func findLineEnd(_ window: inout ByteWindow) throws(InputError) -> Event? {
    if isPassing { window.position = window.end }
    var searched = 0
    repeat {
      guard window.distance(to: 0x0A, from: searched) == nil else { return nil }
      searched = window.count
      guard searched <= JSONStream.largestRecordBytes || isPassing else {
        row = window.position..<window.end
        rowCount += 1
        isPassing = true
        return .fault(RecordFault(reason: .tooLarge, message: JSONFault.tooLarge.description))
      }
      if isPassing {
        window.position = window.end
        searched = 0
      }
    } while try window.readMore()
    row = window.position..<window.end
    window.position = window.end
    if isMark(window.buffer) { return .ended(.marked) }
    if row.isEmpty { return .ended(.unmarked) }
    rowCount += 1
    return .ended(.cut)
  }

  private func isMark(_ buffer: [UInt8]) -> Bool {
    row.count == 2 && buffer[row.lowerBound] == 0x5C && buffer[row.lowerBound + 1] == 0x2E
  }
}

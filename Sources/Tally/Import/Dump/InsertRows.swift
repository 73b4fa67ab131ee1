/// The rows of INSERT statements that all begin in the same way.
///
/// A row that cannot be taken in costs only itself.
struct InsertRows {
  /// What the rows come to, up to the next thing that has to be told.
  enum Event {
    /// The batch has as much as it should.
    case paused
    /// The row at hand, ``row`` of the window's buffer, was not taken in.
    case fault(RecordFault)
    /// The statement has no more rows; the window is at its tail, or behind it at a statement that
    /// was found after something that is none.
    case ended(isAtTail: Bool)
    /// The input ends in the middle of ``row``.
    case cut
  }

  let columns: TableColumns
  /// Rows so far, those that were not taken in among them.
  private(set) var rowCount = 0
  /// Where the row at hand is in the window's buffer, until more is read from it.
  private(set) var row = 0..<0
  private let hasEscapes: Bool
  private var fast: UsualRows?
  private var cells = TableRow()
  private var place = Place.row

  private enum Place {
    case row
    case behindRow
    /// After what is not a row.
    case lost
  }

  /// `hasEscapes` is whether backslashes escape in every text; `usesFastPath` is for tests.
  init(_ columns: TableColumns, hasEscapes: Bool, usesFastPath: Bool = true) {
    self.columns = columns
    self.hasEscapes = hasEscapes
    fast = usesFastPath ? UsualRows(columns) : nil
  }

  /// Reads the rows of the statement at hand, from the first parenthesis on.
  mutating func next(
    _ window: inout ByteWindow,
    _ decoder: inout RecordDecoder,
    into batch: inout RecordBatch,
    limit: Int
  ) throws(InputError) -> Event {
    while true {
      if place != .row {
        let isMore = place == .lost ? try findRow(&window) : try isComma(&window)
        let isAtTail = place == .behindRow
        place = .row
        guard isMore else { return .ended(isAtTail: isAtTail) }
      }
      guard batch.count < limit, batch.texts.count < CopyRows.mostTextBytes else { return .paused }
      if let event = try readRow(&window, &decoder, into: &batch) { return event }
    }
  }

  private mutating func readRow(
    _ window: inout ByteWindow,
    _ decoder: inout RecordDecoder,
    into batch: inout RecordBatch
  ) throws(InputError) -> Event? {
    if readUsual(&window, into: &batch) { return nil }
    while true {
      let outcome = InsertTuple.read(
        window.buffer,
        from: window.position,
        to: window.end,
        hasEscapes: hasEscapes,
        into: &cells
      )
      row = window.position..<window.end
      switch outcome {
      case .complete(let end):
        row = window.position..<end
        window.position = end
        rowCount += 1
        place = .behindRow
        do throws(RecordFault) {
          try cells.checkUTF8()
          try decoder.decode(cells, columns, into: &batch)
          return nil
        } catch {
          return .fault(error)
        }
      case .failed(let fault):
        return lose(fault, &window)
      case .needsMore:
        guard window.count <= JSONStream.largestRecordBytes else {
          let message = JSONFault.tooLarge.description
          return lose(RecordFault(reason: .tooLarge, message: message), &window)
        }
        // Twice as much each time: what is not whole yet is taken apart anew from its start.
        let wanted = window.count * 2
        var isMore = try window.readMore()
        while isMore, window.count < wanted { isMore = try window.readMore() }
        guard window.count > row.count else {
          row = window.position..<window.end
          window.position = window.end
          rowCount += 1
          return .cut
        }
      }
    }
  }

  /// Takes the row that is written as usual.
  private mutating func readUsual(
    _ window: inout ByteWindow,
    into batch: inout RecordBatch
  ) -> Bool {
    guard fast != nil else { return false }
    let start = window.position
    let end = window.withBytes { fast?.readTuple($0, from: start, into: &batch) }
    guard let end else { return false }
    window.position = end
    rowCount += 1
    place = .behindRow
    return true
  }

  /// Leaves what is not a row for the next line that begins one, or a statement.
  private mutating func lose(_ fault: RecordFault, _ window: inout ByteWindow) -> Event {
    row = window.position..<(window.position + (window.distance(to: 0x0A) ?? window.count))
    rowCount += 1
    place = .lost
    return .fault(fault)
  }

  /// Whether a row of the same statement is found before the next statement.
  private func findRow(_ window: inout ByteWindow) throws(InputError) -> Bool {
    while true {
      guard let length = window.distance(to: 0x0A) else {
        window.position = window.end
        guard try window.readMore() else { return false }
        continue
      }
      window.position += length + 1
      let start = try window.byte(at: 0) == 0x09 ? 1 : 0
      if try window.byte(at: start) == 0x28 {
        window.position += start
        return true
      }
      var word: [UInt8] = []
      while word.count < 12, let byte = try window.byte(at: word.count), byte > 0x20 {
        word.append(byte)
      }
      let text = String(decoding: word, as: UTF8.self)
      if text.hasPrefix("--") || text == text.uppercased() && DumpScanner.isVerb(text) {
        return false
      }
    }
  }

  /// Behind a row: moves to the next one, or stays where there is none.
  private func isComma(_ window: inout ByteWindow) throws(InputError) -> Bool {
    while let byte = try window.byte(at: 0), byte <= 0x20 { window.position += 1 }
    guard try window.byte(at: 0) == 0x2C else { return false }
    window.position += 1
    while let byte = try window.byte(at: 0), byte <= 0x20 { window.position += 1 }
    return true
  }
}

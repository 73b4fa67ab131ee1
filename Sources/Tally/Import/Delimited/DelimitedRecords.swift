/// The rows of a file of CSV or something like it, one at a time, as texts and NULLs.
///
/// A row that is damaged costs only itself.
struct DelimitedRecords {
  /// What the next row came to.
  enum Event {
    /// ``cells`` holds it.
    case row
    /// The row at hand, ``row`` of the window's buffer, is none.
    case fault(RecordFault)
    case ended
  }

  private let columnCount: Int
  private let dialect: Dialect
  /// Rows so far, damaged ones among them.
  private(set) var rowCount = 0
  /// Where the row at hand is in the window's buffer, until more is read from it.
  private(set) var row = 0..<0
  private(set) var cells = TableRow()

  init(columnCount: Int, _ dialect: Dialect) {
    self.columnCount = columnCount
    self.dialect = dialect
  }

  /// Moves to the next row that has something in it.
  mutating func next(_ window: inout ByteWindow) throws(InputError) -> Event {
    while true {
      guard try skipBlankLines(&window) else { return .ended }
      let outcome = try read(&window, at: 0)
      guard case .complete(let length) = outcome else {
        return .fault(try passDamage(&window, outcome))
      }
      if cells.count != columnCount {
        if let event = try uneven(&window, length) { return event }
        continue
      }
      take(length, &window)
      // What spreadsheets leave below the last row.
      if cells.isEmpty { continue }
      rowCount += 1
      return .row
    }
  }

  /// Does not count the row at hand, which is none: a further header.
  mutating func forgetRow() { rowCount -= 1 }

  /// False at the end of the input.
  private func skipBlankLines(_ window: inout ByteWindow) throws(InputError) -> Bool {
    while let byte = try window.byte(at: 0) {
      guard byte == 0x0A || byte == 0x0D else { return true }
      window.position += 1
    }
    return false
  }

  /// Passes over as many bytes as the row at hand has.
  private mutating func take(_ length: Int, _ window: inout ByteWindow) {
    row = window.position..<(window.position + length)
    window.position += length
    if !row.isEmpty, window.buffer[row.upperBound - 1] == 0x0A {
      row = row.lowerBound..<(row.upperBound - 1)
    }
    if !row.isEmpty, window.buffer[row.upperBound - 1] == 0x0D {
      row = row.lowerBound..<(row.upperBound - 1)
    }
  }

  /// Reads the record at a distance from the window's position; places in the outcome are such
  /// distances, too.
  private mutating func read(
    _ window: inout ByteWindow,
    at distance: Int
  ) throws(InputError) -> DelimitedRecord.Outcome {
    while true {
      let position = window.position
      let end = window.end
      let isAtEnd = window.isAtEnd
      let outcome = unsafe window.buffer.withUnsafeBytes { buffer in
        DelimitedRecord.read(
          unsafe ByteReader(buffer, count: end),
          from: position + distance,
          isAtEnd: isAtEnd,
          dialect,
          into: &cells
        )
      }
      switch outcome {
      case .complete(let next): return .complete(next: next - position)
      case .fault(let fault, let place): return .fault(fault, at: place - position)
      case .unfinished(let quote):
        let count = end - position - distance
        guard !isAtEnd, count <= JSONStream.largestRecordBytes else {
          guard let quote else { return .fault(.tooLarge, at: 0) }
          return .fault(.unclosedQuote, at: quote - position)
        }
        // Twice as much each time: what is not whole yet is read anew from its start.
        while try window.readMore(), window.count - distance < count * 2 {}
      }
    }
  }
}

extension DelimitedRecords {
  /// Deals with a record that has another number of cells than the header.
  private mutating func uneven(
    _ window: inout ByteWindow,
    _ length: Int
  ) throws(InputError) -> Event? {
    let count = cells.count
    if count == 1, let announced = announcedCount {
      take(length, &window)
      guard announced != rowCount else { return nil }
      rowCount += 1
      return .fault(
        RecordFault(
          reason: .truncated,
          message: "psql's last line says that there are \(announced) rows, and "
            + "\(rowCount - 1) came: the file was changed or put together; export it again"
        )
      )
    }
    let fault = RecordFault(
      reason: .wrongFieldCount,
      message: "the row has \(count) fields, expected \(columnCount): "
        + "it is cut off, or something in it was not quoted"
    )
    take(length, &window)
    guard window.buffer[row].contains(0x0A) else {
      rowCount += 1
      return .fault(fault)
    }
    // Lines were taken together, perhaps by a quote that has no business there.
    window.position = row.lowerBound
    _ = try passDamage(&window, nil)
    return .fault(fault)
  }

  /// The number in `(409 rows)`, which psql writes below a table.
  private var announcedCount: Int? {
    let words = String(decoding: cells.bytes, as: UTF8.self).split(separator: " ")
    guard words.count == 2, words[0].first == "(", words[1] == "rows)" || words[1] == "row)" else {
      return nil
    }
    return Int(words[0].dropFirst())
  }

  /// Passes over a damaged record and the lines that were part of it, up to one that is a row.
  ///
  /// Where a quote is missing or is one too many, all that follows reads as its opposite. Lines are
  /// therefore tried one after another until one has the right number of cells.
  private mutating func passDamage(
    _ window: inout ByteWindow,
    _ outcome: DelimitedRecord.Outcome?
  ) throws(InputError) -> RecordFault {
    let message = outcome.map { self.message($0, window) } ?? ""
    let fault: DelimitedRecord.Fault? =
      if case .fault(let fault, _) = outcome { fault } else { nil }
    var distance = try lineEnd(&window, from: 0)
    var isRowNext = false
    while !isRowNext, distance < Reject.rawLimitBytes, try window.byte(at: distance) != nil {
      if case .complete = try read(&window, at: distance), cells.count == columnCount {
        isRowNext = true
      } else {
        distance = try lineEnd(&window, from: distance)
      }
    }
    let isAtEnd = try window.byte(at: distance) == nil
    take(distance, &window)
    rowCount += 1
    let reason: RejectReason =
      fault == .tooLarge
      ? .tooLarge : fault == .unclosedQuote && isAtEnd ? .truncated : .malformedRow
    return RecordFault(reason: reason, message: message)
  }

  /// The distance of the line behind the one that has the byte at a distance.
  private func lineEnd(_ window: inout ByteWindow, from start: Int) throws(InputError) -> Int {
    var searched = start
    while true {
      if let found = window.distance(to: 0x0A, from: searched) { return found + 1 }
      searched = window.count
      // A line that has no end is passed over in parts.
      guard searched - start <= JSONStream.largestRecordBytes, try window.readMore() else {
        return window.count
      }
    }
  }

  private func message(_ outcome: DelimitedRecord.Outcome, _ window: ByteWindow) -> String {
    guard case .fault(let fault, let place) = outcome else { return "" }
    let start = window.position
    let lines = unsafe window.buffer.withUnsafeBytes { bytes in
      unsafe ByteReader(bytes, count: window.end).lineBreakCount(in: start..<(start + place))
    }
    let further =
      lines == 0 ? "" : lines == 1 ? ", a line further on," : ", \(lines) lines further on,"
    return fault.message(field: cells.count + 1, further)
  }
}

extension DelimitedRecord.Fault {
  fileprivate func message(field: Int, _ further: String) -> String {
    switch self {
    case .unclosedQuote:
      "the quote that opens field \(field)\(further) is never closed: the row is cut off, or the "
        + "quote is one too many; export the data again"
    case .tooLarge: JSONFault.tooLarge.description
    case .textBehindQuote(let byte):
      "field \(field - 1)\(further) goes on with \(Self.name(byte)) behind its closing quote: a "
        + "quote is missing, one too many or not doubled; export the data again"
    case .quoteWithinCell:
      "field \(field - 1)\(further) has a quote in it and is not quoted itself; export the data "
        + "again, or save it as CSV anew"
    case .loneCarriageReturn:
      "field \(field - 1)\(further) has a carriage return in it and is not quoted; export the data "
        + "again"
    case .copyNull:
      "field \(field)\(further) is \\N as in COPY's text format, and the rows before are CSV: "
        + "files of two forms were put together; import them one by one"
    }
  }

  private static func name(_ byte: UInt8) -> String {
    byte > 0x20 && byte < 0x7F
      ? "'\(Character(UnicodeScalar(byte)))'" : "byte 0x" + String(byte, radix: 16)
  }
}

/// What the first line of an input tells of the rows behind it.
enum TableHeader {
  /// CSV, or what spreadsheets and psql write like it.
  case delimited(DelimitedRows)
  /// COPY's text format.
  case copied(CopyRows)
  /// Something that is recognised, and not imported.
  case refused(RejectReason, String)
  /// A table of something else, with these columns.
  case foreign([String])
  /// No table at all.
  case none

  /// A header is longer than this in no table.
  private static let longestBytes = 1 << 20

  /// Looks for a header, and leaves the window behind it where it has found one.
  static func read(_ window: inout ByteWindow) throws(InputError) -> Self {
    try skipStart(&window)
    let line = try firstLine(&window)
    // Excel's way of saying what stands between the cells.
    let words = line.prefix { $0 != 0x0A && $0 != 0x0D }
    if words.count == 5, words.starts(with: Array("sep=".utf8)), let separator = words.last {
      window.position += line.count
      try skipStart(&window)
      let next = try firstLine(&window)
      return try header(next, [Dialect(separator: separator)], &window)
    }
    return try header(line, Dialect.all, &window)
  }

  private static func header(
    _ line: [UInt8],
    _ dialects: [Dialect],
    _ window: inout ByteWindow
  ) throws(InputError) -> Self {
    for dialect in dialects {
      guard let names = cells(line, dialect), let kind = TableColumns.kind(of: names) else {
        continue
      }
      window.position += line.count
      let hasMarks = try hasNullMarks(&window, dialect.separator, names.count)
      let isCopied = hasMarks && dialect.separator == 0x09
      do throws(RecordFault) {
        let columns = try TableColumns(
          kind: kind,
          names: names,
          style: isCopied ? .postgres : .loose
        )
        if isCopied { return .copied(CopyRows(columns)) }
        var dialect = dialect
        dialect.hasNullMarks = hasMarks
        return .delimited(DelimitedRows(columns, dialect))
      } catch {
        return .refused(error.reason, error.message)
      }
    }
    return withoutHeader(line, dialects)
  }

  /// Passes over the byte order mark and empty lines.
  static func skipStart(_ window: inout ByteWindow) throws(InputError) {
    if try window.byte(at: 0) == 0xEF, try window.byte(at: 1) == 0xBB,
      try window.byte(at: 2) == 0xBF
    {
      window.position += 3
    }
    while let byte = try window.byte(at: 0), byte == 0x0A || byte == 0x0D { window.position += 1 }
  }

  /// The bytes up to the first line feed, and it.
  static func firstLine(_ window: inout ByteWindow) throws(InputError) -> [UInt8] {
    while window.distance(to: 0x0A) == nil, window.count < longestBytes, try window.readMore() {}
    let length = window.distance(to: 0x0A).map { $0 + 1 } ?? window.count
    return Array(window.buffer[window.position..<(window.position + min(length, longestBytes))])
  }

  /// The cells of a line; nil where it has not the form of a row.
  static func cells(_ line: [UInt8], _ dialect: Dialect) -> [String]? {
    var row = TableRow()
    let bytes = line + Array(repeating: 0, count: ByteReader.slackBytes)
    let outcome = unsafe bytes.withUnsafeBytes { buffer in
      DelimitedRecord.read(
        unsafe ByteReader(buffer, count: line.count),
        from: 0,
        isAtEnd: true,
        dialect,
        into: &row
      )
    }
    guard case .complete(line.count) = outcome else { return nil }
    return row.cells.map { cell in
      cell.map { String(decoding: row.bytes[$0], as: UTF8.self) } ?? ""
    }
  }

  /// Whether one of the first rows has a cell `\N`; between tabs it tells COPY's text format.
  ///
  /// Every table of upstream's has NULLs in almost every row: `deletedAt` is one.
  private static func hasNullMarks(
    _ window: inout ByteWindow,
    _ separator: UInt8,
    _ count: Int
  ) throws(InputError) -> Bool {
    while window.count < 1 << 16, try window.readMore() {}
    let sample = window.buffer[window.position..<min(window.end, window.position + (1 << 16))]
    return sample.split(separator: 0x0A).contains { line in
      let line = line.last == 0x0D ? line.dropLast() : line
      let cells = line.split(separator: separator, omittingEmptySubsequences: false)
      return cells.count == count && cells.contains { $0.elementsEqual([0x5C, 0x4E]) }
    }
  }
}

internal import Glibc
internal import Reports

/// Turns the words of a ``RowBatch`` into rows of a sheet's XML, as libxlsxwriter would write them.
///
/// Texts of dictionaries and numbers seen before are copied; see ECMA-376 part 1, 18.3.1.
struct SheetRowEncoder: Sendable {
  /// What a cell takes up, and where the text behind its reference lies in ``pool``.
  struct Content: Sendable {
    var bytes: ByteRange
    var width: Int32
    var lines: Int32
    var isShortened: Bool
  }

  private struct Cell: Sendable {
    var column: RowLayout.Column
    var unit: Unit
    /// `<c r="A`, before the row's number.
    var prefix: ByteRange
    /// Around an id or a date, which are written anew each time.
    var open: ByteRange
    var blank: Content
    /// Where the dictionary's contents begin in ``contents``.
    var firstContent = 0
    /// Contents of small numbers by themselves, of others by search.
    var small: [Content?] = []
    var other: [Int64: Content] = [:]
  }

  private let layout: RowLayout
  /// Every look a cell may have, by the number the workbook knows it by.
  private let formats: [CellStyle: Int32]
  private var cells: [Cell] = []
  private var contents: [Content] = []
  private var pool = ByteBuffer()
  /// Bytes of ``pool`` that are there from the start.
  private var sharedCount = 0
  private var closeText = ByteRange(start: 0, count: 0)
  private var closeNumber = ByteRange(start: 0, count: 0)
  /// By column, the greatest of what was written.
  private(set) var widths: [Int]
  private(set) var shortenedNumbers: Int64 = 0

  private static let smallLimit = 4096
  private static let otherLimit = 1 << 14

  init(layout: RowLayout, columns: [Column], formats: [CellStyle: Int32]) {
    self.layout = layout
    self.formats = formats
    widths = columns.map { _ in 0 }
    closeText = add("</t></is></c>")
    closeNumber = add("</v></c>")
    for (index, column) in layout.columns.enumerated() {
      let unit = columns[index].unit
      var open = ByteRange(start: 0, count: 0)
      if column == .identifier {
        open = add("\" s=\"\(format(.text(""), unit))\" t=\"inlineStr\"><is><t>")
      } else if column == .instant {
        open = add("\" s=\"\(format(.number(61, .instant), unit))\"><v>")
      }
      var cell = Cell(
        column: column,
        unit: unit,
        prefix: add("<c r=\"" + CellReference.column(index)),
        open: open,
        blank: content(.null, unit)
      )
      switch column {
      case .code(let dictionary):
        cell.firstContent = contents.count
        for value in layout.dictionaries[dictionary] {
          contents.append(value == .null ? cell.blank : content(value, unit))
        }
      case .integer, .decimal, .boolean:
        cell.small = Array(repeating: nil, count: Self.smallLimit)
      case .identifier, .instant, .text, .ratio: break
      }
      cells.append(cell)
    }
    sharedCount = pool.count
  }

  /// Every look that cells of a column may have.
  static func styles(of column: Column) -> [CellStyle] {
    let samples: [Value] = [
      .null, .integer(0), .integer(1 << 50), .decimal(FixedDecimal(unscaled: 0, scale: 0)),
      .decimal(FixedDecimal(unscaled: 1 << 50, scale: 0)), .boolean(true),
      .instant(Instant(milliseconds: 0), offsetSeconds: 0), .text("text"),
    ]
    var styles = samples.map {
      TableSheet.style(of: CellContent($0, unit: column.unit), unit: column.unit)
    }
    var wrapped = TableSheet.style(of: .text(""), unit: column.unit)
    wrapped.isWrapped = true
    styles.append(wrapped)
    return styles
  }

  /// The XML of some rows of a batch, the first of them in the given row of the sheet.
  mutating func encoded(_ batch: RowBatch, rows: Range<Int>, firstSheetRow: Int) -> [UInt8] {
    let constantContents = contents.count
    defer {
      // Texts of this batch only; what was learned of numbers stays.
      if !batch.texts.isEmpty { contents.removeSubrange(constantContents...) }
      if pool.count > sharedCount + 1 << 22 { forget() }
    }
    for (index, column) in layout.columns.enumerated() where column == .text {
      // The same text may look different in another column.
      cells[index].firstContent = contents.count
      for text in batch.texts { contents.append(content(.text(text), cells[index].unit)) }
    }
    var found: [Content] = []
    found.reserveCapacity(rows.count * cells.count)
    for row in rows { find(&found, batch, row) }
    return write(found, batch, rows: rows, firstSheetRow: firstSheetRow)
  }

  /// Looks up what every cell of a row holds; ids and dates get placeholders.
  private mutating func find(_ found: inout [Content], _ batch: RowBatch, _ row: Int) {
    for index in cells.indices {
      let start = layout.places[index] * batch.capacity + row
      let word = batch.words[start]
      var content = cells[index].blank
      switch cells[index].column {
      case .identifier:
        content.width = 36
      case .instant:
        if word != RowBatch.null {
          let offset = batch.words[start + batch.capacity]
          let local = word &+ offset &* 1000
          content =
            SheetNumber.isDate(localMilliseconds: local)
            ? Content(bytes: Self.written, width: 19, lines: 1, isShortened: false)
            : self.content(
              .instant(Instant(milliseconds: word), offsetSeconds: Int(offset)),
              cells[index].unit
            )
        }
      case .code, .text:
        if word != RowBatch.null { content = contents[cells[index].firstContent + Int(word)] }
      case .integer: content = number(word, .integer(word), index)
      case .boolean: content = number(word, .boolean(word != 0), index)
      case .decimal(let scale):
        content = number(word, .decimal(FixedDecimal(unscaled: word, scale: scale)), index)
      case .ratio(let decimals):
        let whole = batch.words[start + batch.capacity]
        if word != RowBatch.null, let ratio = Ratio(word, of: whole, decimals: decimals) {
          content = self.content(.ratio(ratio), cells[index].unit)
        }
      }
      widths[index] = max(widths[index], Int(content.width))
      if content.isShortened { shortenedNumbers += 1 }
      found.append(content)
    }
  }

  private mutating func number(_ word: Int64, _ value: Value, _ index: Int) -> Content {
    if word == RowBatch.null { return cells[index].blank }
    if word >= 0, word < Self.smallLimit {
      if let known = cells[index].small[Int(word)] { return known }
      let made = content(value, cells[index].unit)
      cells[index].small[Int(word)] = made
      return made
    }
    if let known = cells[index].other[word] { return known }
    let made = content(value, cells[index].unit)
    if cells[index].other.count < Self.otherLimit { cells[index].other[word] = made }
    return made
  }

  private mutating func forget() {
    for index in cells.indices {
      cells[index].other = [:]
      for word in cells[index].small.indices { cells[index].small[word] = nil }
    }
    pool.removeLast(pool.count - sharedCount)
  }

  /// Marks a date, whose digits are written where it stands.
  private static let written = ByteRange(start: -1, count: 0)
}

extension SheetRowEncoder {
  private mutating func add(_ text: String) -> ByteRange {
    let start = pool.count
    pool.append(text)
    return ByteRange(start: Int32(start), count: Int32(pool.count - start))
  }

  private func format(_ content: CellContent, _ unit: Unit, isWrapped: Bool = false) -> Int32 {
    var style = TableSheet.style(of: content, unit: unit)
    style.isWrapped = isWrapped
    return formats[style] ?? 0
  }

  private mutating func content(_ value: Value, _ unit: Unit) -> Content {
    let cell = CellContent(value, unit: unit)
    let width = cell.widthCharacters(of: value)
    var isWrapped = false
    var lines = 1
    if case .text(let text) = cell,
      width > TableSheet.widest || text.utf8.contains(UInt8(ascii: "\n"))
    {
      isWrapped = true
      lines = TableSheet.lineCount(text, width: TableSheet.widest)
    }
    let format = "\" s=\"\(format(cell, unit, isWrapped: isWrapped))\""
    let bytes: ByteRange
    switch cell {
    case .text(let text) where !text.isEmpty:
      let escaped = WorkbookText.markup(WorkbookText.escaped(text))
      let space = WorkbookText.hasOuterSpace(text) ? " xml:space=\"preserve\"" : ""
      bytes = add("\(format) t=\"inlineStr\"><is><t\(space)>\(escaped)</t></is></c>")
    case .blank, .text: bytes = add(format + "/>")
    case .number(let number, _): bytes = add("\(format)><v>\(SheetNumber.text(number))</v></c>")
    case .boolean(let truth): bytes = add("\(format) t=\"b\"><v>\(truth ? 1 : 0)</v></c>")
    }
    return Content(
      bytes: bytes,
      width: Int32(clamping: width),
      lines: Int32(clamping: lines),
      isShortened: TableSheet.isShortened(value)
    )
  }

  private mutating func write(
    _ found: [Content],
    _ batch: RowBatch,
    rows: Range<Int>,
    firstSheetRow: Int
  ) -> [UInt8] {
    let fixed = cells.reduce(80) { $0 + Int($1.prefix.count + $1.open.count) + 64 }
    let capacity = found.reduce(rows.count * fixed + ByteRange.slackBytes) {
      $0 + Int($1.bytes.count)
    }
    pool.append(bytes: repeatElement(0, count: ByteRange.slackBytes))
    defer { pool.removeLast(ByteRange.slackBytes) }
    return unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      guard let start = buffer.baseAddress else { return }
      unsafe pool.bytes.withUnsafeBufferPointer { pool in
        guard let pool = pool.baseAddress else { return }
        var cursor = unsafe ByteCursor(start)
        for row in rows {
          let first = (row - rows.lowerBound) * cells.count
          unsafe write(
            found[first..<(first + cells.count)],
            batch,
            row,
            sheetRow: firstSheetRow + row - rows.lowerBound + 1,
            to: &cursor,
            pool
          )
        }
        count = unsafe cursor.position - start
      }
      precondition(count <= capacity, "rows are longer than they were reckoned")
    }
  }

  @unsafe
  private func write(
    _ found: ArraySlice<Content>,
    _ batch: RowBatch,
    _ row: Int,
    sheetRow: Int,
    to cursor: inout ByteCursor,
    _ pool: UnsafePointer<UInt8>
  ) {
    unsafe cursor.append("<row r=\"")
    unsafe cursor.append(Int64(sheetRow))
    var lines: Int32 = 1
    for content in found where content.lines > lines { lines = content.lines }
    if lines > 1 {
      unsafe cursor.append("\" ht=\"")
      unsafe cursor.append(min(400, Int64(lines) * 14))
      unsafe cursor.append("\" customHeight=\"1")
    }
    unsafe cursor.append("\">")
    let cells = cells.span
    for index in cells.indices {
      let content = found[found.startIndex + index]
      let place = layout.places[index] * batch.capacity + row
      unsafe cursor.append(pool, cells[index].prefix)
      unsafe cursor.append(Int64(sheetRow))
      if case .identifier = cells[index].column {
        unsafe cursor.append(pool, cells[index].open)
        unsafe cursor.append(
          identifierHigh: UInt64(bitPattern: batch.words[place]),
          low: UInt64(bitPattern: batch.words[place + batch.capacity])
        )
        unsafe cursor.append(pool, closeText)
      } else if content.bytes.start < 0 {
        unsafe cursor.append(pool, cells[index].open)
        let local = batch.words[place] &+ batch.words[place + batch.capacity] &* 1000
        unsafe cursor.append(SheetNumber.day(localMilliseconds: local))
        unsafe cursor.append(pool, closeNumber)
      } else {
        unsafe cursor.append(pool, content.bytes)
      }
    }
    unsafe cursor.append("</row>")
  }
}

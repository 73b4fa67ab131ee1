internal import Reports

/// Turns the words of a ``RowBatch`` into text, for the formats that are lines of text.
///
/// What rows share (names, ids of users, keys) is escaped once and copied from then on, together
/// with what stands before it; columns side by side that tell of the same code are copied as one.
struct RowEncoder: Sendable {
  /// What the formats differ in.
  struct Style: Sendable {
    /// What stands before each column's cell, such as `,"user_id":`.
    var prefixes: [[UInt8]]
    var rowEnd: [UInt8]
    /// Around instants and ids.
    var quote: [UInt8]
    var decimals: [ClosedRange<Int>]
    /// Appends a value with whatever has to be around it or inside it.
    var append: @Sendable (Value, _ decimals: ClosedRange<Int>, inout ByteBuffer) -> Void
  }

  private enum Kind: UInt8 {
    /// One of ``entries``, the first of which is that of NULL.
    case code
    case identifier, instant, text, integer
    case decimal, ratio
  }

  private struct Cell: Sendable {
    var kind: Kind
    /// Where its first word is in a row.
    var place: Int
    /// Before a cell, with the quote that opens it where the column has one.
    var prefix: ByteRange
    /// The whole of a cell that is NULL.
    var null: ByteRange
    var firstEntry = 0
    var scale = 0
    var decimals: ClosedRange<Int>
    /// Gives a decimal eight digits behind the point; 0 where it has to be rounded to be shown.
    var factor: Int64 = 0
  }

  private let style: Style
  private let places: [Int]
  private var cells: [Cell] = []
  private var entries: [ByteRange] = []
  private var shared = ByteBuffer()
  private var quote = ByteRange(start: 0, count: 0)
  private var rowEnd = ByteRange(start: 0, count: 0)
  /// Room for a row without the texts of its own, and with the longest of each cell's entries.
  private var rowByteCount = 0

  init(layout: RowLayout, style: Style) {
    self.style = style
    places = layout.places
    quote = add(style.quote)
    rowEnd = add(style.rowEnd)
    rowByteCount = style.rowEnd.count
    var index = 0
    while index < layout.columns.count {
      let (column, place) = (layout.columns[index], layout.places[index])
      let prefix = style.prefixes[index]
      let decimals = style.decimals[index]
      let isQuoted = column == .identifier || column == .instant
      var cell = Cell(
        kind: .integer,
        place: place,
        prefix: add(prefix + (isQuoted ? style.quote : [])),
        null: add(.null, behind: prefix, decimals),
        firstEntry: entries.count,
        decimals: decimals
      )
      var end = index + 1
      switch column {
      case .code:
        while end < layout.columns.count, layout.places[end] == place { end += 1 }
        cell.kind = .code
        addEntries(of: index..<end, in: layout)
      case .boolean:
        cell.kind = .code
        entries.append(cell.null)
        for truth in [false, true] {
          entries.append(add(.boolean(truth), behind: prefix, decimals))
        }
      case .integer: break
      case .decimal(let scale), .ratio(let scale):
        cell.kind = if case .ratio = column { .ratio } else { .decimal }
        cell.scale = scale
        if scale <= min(decimals.upperBound, 8), decimals.lowerBound <= 8 {
          cell.factor = powerOfTen(8 - scale)
        }
      case .identifier: cell.kind = .identifier
      case .instant: cell.kind = .instant
      case .text: cell.kind = .text
      }
      let longest = entries[cell.firstEntry...].reduce(0) { max($0, Int($1.count)) }
      rowByteCount += max(
        longest,
        max(Int(cell.null.count), prefix.count + 2 * style.quote.count + ByteRange.widestNumber)
      )
      cells.append(cell)
      index = end
    }
    shared.append(bytes: repeatElement(0, count: ByteRange.slackBytes))
  }

  private mutating func add(_ bytes: [UInt8]) -> ByteRange {
    let start = shared.count
    shared.append(bytes: bytes)
    return ByteRange(start: Int32(start), count: Int32(bytes.count))
  }

  private mutating func add(
    _ value: Value,
    behind prefix: [UInt8],
    _ decimals: ClosedRange<Int>
  ) -> ByteRange {
    let start = shared.count
    shared.append(bytes: prefix)
    style.append(value, decimals, &shared)
    return ByteRange(start: Int32(start), count: Int32(shared.count - start))
  }

  /// Adds what columns of the same code say of NULL, and then of each code.
  private mutating func addEntries(of columns: Range<Int>, in layout: RowLayout) {
    let dictionaries = columns.map { index in
      if case .code(let dictionary) = layout.columns[index] { dictionary } else { 0 }
    }
    let count = dictionaries.map { layout.dictionaries[$0].count }.min() ?? 0
    for code in -1..<count {
      let start = shared.count
      for (index, dictionary) in zip(columns, dictionaries) {
        let value = code >= 0 ? layout.dictionaries[dictionary][code] : .null
        _ = add(value, behind: style.prefixes[index], style.decimals[index])
      }
      entries.append(ByteRange(start: Int32(start), count: Int32(shared.count - start)))
    }
  }

  /// Some of the batch's rows, one after the other.
  func encoded(_ batch: RowBatch, rows: Range<Int>) -> [UInt8] {
    var own = ByteBuffer()
    var texts: [ByteRange] = []
    for text in batch.texts {
      let start = own.count
      style.append(.text(text), 0...0, &own)
      texts.append(ByteRange(start: Int32(start), count: Int32(own.count - start)))
    }
    own.append(bytes: repeatElement(0, count: ByteRange.slackBytes))
    let capacity =
      rows.count * rowByteCount + textCount(batch, rows, texts) + ByteRange.slackBytes
    return unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      guard let start = buffer.baseAddress else { return }
      unsafe shared.bytes.withUnsafeBufferPointer { shared in
        unsafe own.bytes.withUnsafeBufferPointer { own in
          guard let shared = shared.baseAddress, let own = own.baseAddress else { return }
          let end = unsafe write(batch, rows, texts, to: start, shared, own)
          count = unsafe end - start
        }
      }
      precondition(count <= capacity, "rows are longer than they were reckoned")
    }
  }

  /// Bytes that the batch's own texts take in some rows.
  private func textCount(_ batch: RowBatch, _ rows: Range<Int>, _ texts: [ByteRange]) -> Int {
    guard !texts.isEmpty else { return 0 }
    var total = 0
    for cell in cells where cell.kind == .text {
      let start = cell.place * batch.capacity
      for word in batch.words[(start + rows.lowerBound)..<(start + rows.upperBound)]
      where word != RowBatch.null {
        total += Int(texts[Int(word)].count)
      }
    }
    return total
  }

  @unsafe
  private func write(
    _ batch: RowBatch,
    _ rows: Range<Int>,
    _ texts: [ByteRange],
    to start: UnsafeMutablePointer<UInt8>,
    _ shared: UnsafePointer<UInt8>,
    _ own: UnsafePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    var cursor = unsafe ByteCursor(start)
    let days = DayTexts()
    let null = RowBatch.null
    let (words, capacity) = (batch.words.span, batch.capacity)
    let (cells, entries) = (cells.span, entries.span)
    for row in rows {
      for index in cells.indices {
        let cell = unsafe cells[unchecked: index]
        var word = words[cell.place &* capacity &+ row]
        if cell.kind == .code {
          let code = word == null ? 0 : Int(truncatingIfNeeded: word) &+ 1
          unsafe cursor.append(shared, entries[cell.firstEntry &+ code])
          continue
        }
        if cell.kind == .identifier {
          unsafe cursor.append(shared, cell.prefix)
          unsafe cursor.append(
            identifierHigh: UInt64(bitPattern: word),
            low: UInt64(bitPattern: words[(cell.place &+ 1) &* capacity &+ row])
          )
          unsafe cursor.append(shared, quote)
          continue
        }
        if cell.kind == .ratio, word != null {
          let whole = words[(cell.place &+ 1) &* capacity &+ row]
          word = Ratio(word, of: whole, decimals: cell.scale)?.decimal.unscaled ?? null
        }
        guard word != null else {
          unsafe cursor.append(shared, cell.null)
          continue
        }
        unsafe cursor.append(shared, cell.prefix)
        switch cell.kind {
        case .instant:
          unsafe cursor.append(instant: word, days)
          unsafe cursor.append(shared, quote)
        case .integer: unsafe cursor.append(word)
        case .decimal, .ratio: unsafe Self.write(decimal: word, cell, to: &cursor)
        case .text: unsafe cursor.append(own, texts[Int(word)])
        case .code, .identifier: break
        }
      }
      unsafe cursor.append(shared, rowEnd)
    }
    return unsafe cursor.position
  }

  @unsafe
  @inline(__always)
  private static func write(decimal word: Int64, _ cell: Cell, to cursor: inout ByteCursor) {
    let (number, isTooLarge) = word.multipliedReportingOverflow(by: cell.factor)
    if cell.factor > 0, !isTooLarge {
      unsafe cursor.append(hundredMillionths: number, decimals: cell.decimals.lowerBound)
    } else {
      let decimal = FixedDecimal(unscaled: word, scale: cell.scale)
      unsafe cursor.append(decimal.text(decimals: cell.decimals))
    }
  }
}

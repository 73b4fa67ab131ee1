internal import Reports

/// Turns the words of a ``RowBatch`` into text, for the formats that are lines of text.
///
/// What rows share (names, ids of users, keys) is escaped once and copied from then on.
struct RowEncoder: Sendable {
  /// What the formats differ in.
  struct Style: Sendable {
    /// What stands before each column's cell, such as `,"user_id":`.
    var prefixes: [[UInt8]]
    var rowEnd: [UInt8]
    var null: [UInt8]
    /// Around instants and ids.
    var quote: [UInt8]
    var decimals: [ClosedRange<Int>]
    /// Appends a text with whatever has to be around it or inside it.
    var appendText: @Sendable (String, inout ByteBuffer) -> Void
  }

  private struct Cell: Sendable {
    var column: RowLayout.Column
    var decimals: ClosedRange<Int>
    var prefix: ByteRange
    /// Where the dictionary's texts begin in ``entries``.
    var firstEntry: Int
  }

  private let style: Style
  private let wordCount: Int
  private var cells: [Cell] = []
  private var entries: [ByteRange] = []
  private var shared = ByteBuffer()
  private let null: ByteRange
  private let yes: ByteRange
  private let no: ByteRange
  private let quote: ByteRange
  private let rowEnd: ByteRange
  /// Room for the parts of a row whose length does not depend on its texts.
  private var fixedCount = 0

  init(layout: RowLayout, style: Style) {
    self.style = style
    wordCount = layout.wordCount
    null = Self.add(style.null, to: &shared)
    yes = Self.add(Array("true".utf8), to: &shared)
    no = Self.add(Array("false".utf8), to: &shared)
    quote = Self.add(style.quote, to: &shared)
    rowEnd = Self.add(style.rowEnd, to: &shared)
    var firstEntries: [Int] = []
    for dictionary in layout.dictionaries {
      firstEntries.append(entries.count)
      for text in dictionary {
        entries.append(text.map { Self.add($0, style, to: &shared) } ?? null)
      }
    }
    fixedCount = style.rowEnd.count
    for (index, column) in layout.columns.enumerated() {
      var firstEntry = 0
      if case .code(let dictionary) = column { firstEntry = firstEntries[dictionary] }
      cells.append(
        Cell(
          column: column,
          decimals: style.decimals[index],
          prefix: Self.add(style.prefixes[index], to: &shared),
          firstEntry: firstEntry
        )
      )
      fixedCount +=
        style.prefixes[index].count + style.null.count + 2 * style.quote.count
        + ByteRange.widestNumber
    }
  }

  private static func add(_ bytes: [UInt8], to buffer: inout ByteBuffer) -> ByteRange {
    let start = buffer.count
    buffer.append(bytes: bytes)
    return ByteRange(start: Int32(start), count: Int32(bytes.count))
  }

  private static func add(
    _ text: String,
    _ style: Style,
    to buffer: inout ByteBuffer
  ) -> ByteRange {
    let start = buffer.count
    style.appendText(text, &buffer)
    return ByteRange(start: Int32(start), count: Int32(buffer.count - start))
  }

  /// The batch's rows, one after the other.
  func encoded(_ batch: RowBatch) -> [UInt8] {
    var own = ByteBuffer()
    let texts = batch.texts.map { Self.add($0, style, to: &own) }
    let capacity = batch.count * fixedCount + textCount(batch, texts)
    return unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      guard let start = buffer.baseAddress else { return }
      unsafe shared.bytes.withUnsafeBufferPointer { shared in
        unsafe own.bytes.withUnsafeBufferPointer { own in
          let end = unsafe write(batch, texts, to: start, shared, own)
          count = unsafe end - start
        }
      }
      precondition(count <= capacity, "rows are longer than they were reckoned")
    }
  }

  /// Bytes that texts take in all rows.
  private func textCount(_ batch: RowBatch, _ texts: [ByteRange]) -> Int {
    var total = texts.reduce(0) { $0 + Int($1.count) }
    var offset = 0
    for cell in cells {
      if case .code = cell.column {
        for index in stride(from: offset, to: batch.words.count, by: wordCount)
        where batch.words[index] != RowBatch.null {
          total += Int(entries[cell.firstEntry + Int(batch.words[index])].count)
        }
      }
      offset += cell.column.wordCount
    }
    return total
  }

  @unsafe
  private func write(
    _ batch: RowBatch,
    _ texts: [ByteRange],
    to start: UnsafeMutablePointer<UInt8>,
    _ shared: UnsafeBufferPointer<UInt8>,
    _ own: UnsafeBufferPointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    var cursor = unsafe ByteCursor(start)
    guard let sharedBytes = shared.baseAddress else { return unsafe start }
    let words = batch.words.span
    let cells = cells.span
    let entries = entries.span
    var index = 0
    while index < words.count {
      for place in cells.indices {
        let cell = cells[place]
        unsafe cursor.append(sharedBytes, cell.prefix)
        let word = words[index]
        index += 1
        if case .identifier = cell.column {
          unsafe cursor.append(sharedBytes, quote)
          unsafe cursor.append(
            identifierHigh: UInt64(bitPattern: word),
            low: UInt64(bitPattern: words[index])
          )
          unsafe cursor.append(sharedBytes, quote)
          index += 1
          continue
        }
        if case .instant = cell.column { index += 1 }
        guard word != RowBatch.null else {
          unsafe cursor.append(sharedBytes, null)
          continue
        }
        switch cell.column {
        case .identifier: break
        case .code:
          unsafe cursor.append(sharedBytes, entries[cell.firstEntry + Int(word)])
        case .text:
          if let ownBytes = own.baseAddress {
            unsafe cursor.append(ownBytes, texts[Int(word)])
          }
        case .integer: unsafe cursor.append(word)
        case .decimal(let scale):
          unsafe cursor.append(
            FixedDecimal(unscaled: word, scale: scale),
            decimals: cell.decimals
          )
        case .instant:
          unsafe cursor.append(sharedBytes, quote)
          unsafe cursor.append(Instant(milliseconds: word))
          unsafe cursor.append(sharedBytes, quote)
        case .boolean: unsafe cursor.append(sharedBytes, word != 0 ? yes : no)
        }
      }
      unsafe cursor.append(sharedBytes, rowEnd)
    }
    return unsafe cursor.position
  }
}

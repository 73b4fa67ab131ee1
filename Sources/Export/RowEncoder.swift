internal import Reports

/// Turns the words of a ``RowBatch`` into text, for the formats that are lines of text.
///
/// What rows share (names, ids of users, keys) is escaped once and copied from then on, together
/// with what stands before it.
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
    var wordCount: Int
    var decimals: ClosedRange<Int>
    /// Before a cell, with the quote that opens it where the column has one.
    var prefix: ByteRange
    /// The whole of a cell that is NULL, of the number 0, of a text of the dictionary.
    var null: ByteRange
    var zero: ByteRange
    /// Where the dictionary's texts begin in ``entries``; for booleans, false and true.
    var firstEntry: Int
  }

  private let style: Style
  private let wordCount: Int
  private var cells: [Cell] = []
  private var entries: [ByteRange] = []
  private var shared = ByteBuffer()
  private var quote = ByteRange(start: 0, count: 0)
  private var rowEnd = ByteRange(start: 0, count: 0)
  /// Room for a row without the texts of its own, and with the longest text of each dictionary.
  private var rowByteCount = 0

  init(layout: RowLayout, style: Style) {
    self.style = style
    wordCount = layout.wordCount
    quote = add(style.quote)
    rowEnd = add(style.rowEnd)
    rowByteCount = style.rowEnd.count
    for (index, column) in layout.columns.enumerated() {
      let prefix = style.prefixes[index]
      let decimals = style.decimals[index]
      let isQuoted = column == .identifier || column == .instant
      var cell = Cell(
        column: column,
        wordCount: column.wordCount,
        decimals: decimals,
        prefix: add(prefix + (isQuoted ? style.quote : [])),
        null: add(prefix + style.null),
        zero: ByteRange(start: 0, count: 0),
        firstEntry: entries.count
      )
      switch column {
      case .code(let dictionary):
        for text in layout.dictionaries[dictionary] {
          entries.append(text.map { add(prefix, $0) } ?? cell.null)
        }
      case .boolean:
        entries += [add(prefix + Array("false".utf8)), add(prefix + Array("true".utf8))]
      case .integer: cell.zero = add(prefix + [UInt8(ascii: "0")])
      case .decimal(let scale):
        let zero = FixedDecimal(unscaled: 0, scale: scale).text(decimals: decimals)
        cell.zero = add(prefix + Array(zero.utf8))
      case .identifier, .instant, .text: break
      }
      let longest = entries[cell.firstEntry...].reduce(0) { max($0, Int($1.count)) }
      rowByteCount +=
        prefix.count + 2 * style.quote.count
        + max(style.null.count, longest, ByteRange.widestNumber)
      cells.append(cell)
    }
    shared.append(bytes: repeatElement(0, count: ByteRange.slackBytes))
  }

  private mutating func add(_ bytes: [UInt8]) -> ByteRange {
    let start = shared.count
    shared.append(bytes: bytes)
    return ByteRange(start: Int32(start), count: Int32(bytes.count))
  }

  private mutating func add(_ prefix: [UInt8], _ text: String) -> ByteRange {
    let start = shared.count
    shared.append(bytes: prefix)
    style.appendText(text, &shared)
    return ByteRange(start: Int32(start), count: Int32(shared.count - start))
  }

  /// The batch's rows, one after the other.
  func encoded(_ batch: RowBatch) -> [UInt8] {
    var own = ByteBuffer()
    var texts: [ByteRange] = []
    for text in batch.texts {
      let start = own.count
      style.appendText(text, &own)
      texts.append(ByteRange(start: Int32(start), count: Int32(own.count - start)))
    }
    own.append(bytes: repeatElement(0, count: ByteRange.slackBytes))
    let capacity =
      batch.count * rowByteCount + textCount(batch, texts) + ByteRange.slackBytes
    return unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      guard let start = buffer.baseAddress else { return }
      unsafe shared.bytes.withUnsafeBufferPointer { shared in
        unsafe own.bytes.withUnsafeBufferPointer { own in
          guard let shared = shared.baseAddress, let own = own.baseAddress else { return }
          let end = unsafe write(batch, texts, to: start, shared, own)
          count = unsafe end - start
        }
      }
      precondition(count <= capacity, "rows are longer than they were reckoned")
    }
  }

  /// Bytes that the batch's own texts take in all rows.
  private func textCount(_ batch: RowBatch, _ texts: [ByteRange]) -> Int {
    guard !texts.isEmpty else { return 0 }
    var total = 0
    var offset = 0
    for cell in cells {
      if cell.column == .text {
        for index in stride(from: offset, to: batch.words.count, by: wordCount)
        where batch.words[index] != RowBatch.null {
          total += Int(texts[Int(batch.words[index])].count)
        }
      }
      offset += cell.wordCount
    }
    return total
  }

  @unsafe
  private func write(
    _ batch: RowBatch,
    _ texts: [ByteRange],
    to start: UnsafeMutablePointer<UInt8>,
    _ shared: UnsafePointer<UInt8>,
    _ own: UnsafePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    var cursor = unsafe ByteCursor(start)
    let null = RowBatch.null
    let words = batch.words.span
    let cells = cells.span
    let entries = entries.span
    var index = 0
    while index < words.count {
      for place in cells.indices {
        let cell = cells[place]
        let word = words[index]
        index += cell.wordCount
        if case .identifier = cell.column {
          unsafe cursor.append(slack: shared, cell.prefix)
          unsafe cursor.append(
            identifierHigh: UInt64(bitPattern: word),
            low: UInt64(bitPattern: words[index - 1])
          )
          unsafe cursor.append(slack: shared, quote)
          continue
        }
        guard word != null else {
          unsafe cursor.append(slack: shared, cell.null)
          continue
        }
        switch cell.column {
        case .identifier: break
        case .code: unsafe cursor.append(slack: shared, entries[cell.firstEntry + Int(word)])
        case .boolean:
          unsafe cursor.append(slack: shared, entries[cell.firstEntry + (word != 0 ? 1 : 0)])
        case .text:
          unsafe cursor.append(slack: shared, cell.prefix)
          unsafe cursor.append(slack: own, texts[Int(word)])
        case .integer where word == 0, .decimal where word == 0:
          unsafe cursor.append(slack: shared, cell.zero)
        case .integer:
          unsafe cursor.append(slack: shared, cell.prefix)
          unsafe cursor.append(word)
        case .decimal(let scale):
          unsafe cursor.append(slack: shared, cell.prefix)
          unsafe cursor.append(
            FixedDecimal(unscaled: word, scale: scale),
            decimals: cell.decimals
          )
        case .instant:
          unsafe cursor.append(slack: shared, cell.prefix)
          unsafe cursor.append(Instant(milliseconds: word))
          unsafe cursor.append(slack: shared, quote)
        }
      }
      unsafe cursor.append(slack: shared, rowEnd)
    }
    return unsafe cursor.position
  }
}

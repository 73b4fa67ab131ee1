internal import Glibc

/// Finds the records in a stream of JSON, one at a time, whatever wraps them.
///
/// Accepts list responses (`{"data":[…],"count":…}`), bare arrays, single objects, NDJSON, and any
/// number of those one after another. Only the record at hand is in memory. What is damaged is
/// handed over as such, and reading goes on with the next thing that looks like a record.
struct JSONStream {
  /// What the stream hands over.
  enum Event {
    /// ``tape`` holds the record, which is not necessarily an object.
    case record
    /// The record at hand is not JSON; reading goes on behind it.
    case fault(JSONFault)
    /// The elements of a list response follow.
    case listBegan
    /// A list response has ended; the totals it announced, where it did.
    case listEnded(ListTotals)
    case end
  }

  /// What a list response says about the whole list.
  struct ListTotals: Equatable {
    var count: Int64?
    var skip: Int64?
    /// Where the page behind it is, where it is named by an address.
    var nextPage: String?
    /// Whether its end was reached.
    var isWhole = true
  }

  /// A value larger than this is not a record but a sign that something is wrong.
  static let largestRecordBytes = 64 << 20

  /// Reading less than this at a time would cost more than moving what is there.
  private static let leastReadBytes = 1 << 18

  /// More than a record has as a rule, so that few of them are declined for being cut off.
  static let leastAheadBytes = 1 << 14

  enum Context {
    case top
    case array
    case list
  }

  /// Bytes from the input, of which those below ``end`` count; the record at hand is among them.
  var buffer: [UInt8]
  /// A buffer that is not in use.
  var otherBuffer: [UInt8] = []
  /// Where the bytes from the input end.
  var end = 0
  private(set) var tape = JSONTape()
  /// Where the record at hand starts and ends in ``buffer``.
  var recordStart = 0
  var recordEnd = 0
  /// Whether the record at hand is an element of a list response.
  var isInList: Bool { context == .list }
  let input: any ByteSource
  let shape: JSONShape
  var context = Context.top
  private var totals = ListTotals()
  var position = 0
  var isAtEnd = false
  var discardedByteCount: Int64 = 0
  /// Line breaks before ``countedPosition``, from the start of the input.
  private var lineCount = 0
  var countedPosition = 0

  /// Reads an input, with the buffer of an earlier stream where there is one.
  init(
    _ input: any ByteSource,
    buffer: consuming [UInt8] = [],
    shape: JSONShape = .oneUptime
  ) {
    self.input = input
    self.shape = shape
    self.buffer = buffer.isEmpty ? Array(repeating: 0, count: 1 << 20) : buffer
  }

  /// Gives the buffer away, for the next stream.
  mutating func takeBuffer() -> [UInt8] {
    var taken: [UInt8] = []
    swap(&taken, &buffer)
    (position, end, recordStart, recordEnd, countedPosition) = (0, 0, 0, 0, 0)
    return taken
  }

  /// Bytes before the record at hand.
  var byteOffset: Int64 { discardedByteCount + Int64(recordStart) }

  /// The line the record at hand starts in, counted from 1.
  mutating func line() -> Int {
    countLines(to: recordStart)
    return lineCount + 1
  }

  mutating func countLines(to end: Int) {
    guard end > countedPosition else { return }
    lineCount += Self.lineBreaks(in: buffer, countedPosition..<end)
    countedPosition = end
  }

  /// Takes over how many line breaks there are between two places, which spares looking for them.
  mutating func countLines(from start: Int, to end: Int, _ lineBreakCount: Int) {
    countLines(to: start)
    guard countedPosition == start else { return }
    lineCount += lineBreakCount
    countedPosition = end
  }

  private static func lineBreaks(in buffer: borrowing [UInt8], _ range: Range<Int>) -> Int {
    unsafe buffer.withUnsafeBytes { bytes in
      var count = 0
      var position = range.lowerBound
      while position < range.upperBound, let base = bytes.baseAddress,
        let found = unsafe memchr(base + position, 0x0A, range.upperBound - position)
      {
        count += 1
        position = unsafe found - UnsafeMutableRawPointer(mutating: base) + 1
      }
      return count
    }
  }

  /// The first bytes of the input, for telling what it is.
  mutating func peek() throws(InputError) -> ArraySlice<UInt8> {
    while end < 64, !isAtEnd { try readMore() }
    return buffer[..<min(64, end)]
  }

  /// Moves to the next event.
  mutating func next() throws(InputError) -> Event {
    while true {
      guard try skipSeparators() else { return try endOfInput() }
      let byte = buffer[position]
      switch context {
      case .top:
        if byte == 0x7B, try beginList() { return .listBegan }
        if byte == 0x5B {
          position += 1
          context = .array
          continue
        }
        if byte == 0x5D || byte == 0x7D, recordEnd > 0 {
          // What is left of a list whose head was damaged.
          position += 1
          continue
        }
        return try record()
      case .array, .list:
        guard byte == 0x5D else { return try record() }
        position += 1
        let wasList = context == .list
        context = .top
        recordStart = position
        recordEnd = position
        guard wasList else { continue }
        return .listEnded(try endList())
      }
    }
  }

  /// Takes the value at the current position apart.
  private mutating func record() throws(InputError) -> Event {
    compact()
    recordStart = position
    while true {
      switch tape.parse(buffer, from: position, to: end) {
      case .complete(let recordEnd):
        position = recordEnd
        self.recordEnd = recordEnd
        return .record
      case .needsMore:
        guard end - recordStart <= Self.largestRecordBytes else {
          return try damaged(.tooLarge)
        }
        if isAtEnd { return try damaged(.truncated) }
        // Twice as much each time: what is not whole yet is taken apart anew from its start.
        let wanted = (end - recordStart) * 2
        repeat { try readMore() } while !isAtEnd && end - recordStart < wanted
      case .failed(let fault, _):
        return try damaged(fault)
      }
    }
  }
}

extension JSONStream {
  /// Skips space, and the commas between elements; false at the end of the input.
  private mutating func skipSeparators() throws(InputError) -> Bool {
    while true {
      while position < end {
        switch buffer[position] {
        case 0x20, 0x0A, 0x0D, 0x09, 0x2C: position += 1
        case 0xEF where discardedByteCount == 0 && position == 0 && isByteOrderMark:
          position += 3
        default: return true
        }
      }
      guard !isAtEnd else { return false }
      compact()
      try readMore()
    }
  }

  private var isByteOrderMark: Bool {
    end >= 3 && buffer[1] == 0xBB && buffer[2] == 0xBF
  }

  private mutating func endOfInput() throws(InputError) -> Event {
    recordStart = position
    recordEnd = position
    switch context {
    case .top: return .end
    case .array:
      context = .top
      return .fault(.truncated)
    case .list:
      context = .top
      totals.isWhole = false
      return .listEnded(totals)
    }
  }

  /// Reads on; makes room first where there is little left.
  mutating func readMore() throws(InputError) {
    if buffer.count - end < Self.leastReadBytes {
      buffer.append(contentsOf: repeatElement(0, count: buffer.count))
    }
    let count = try input.read(
      into: &buffer,
      from: end,
      to: buffer.count - ByteReader.slackBytes
    )
    isAtEnd = count == 0
    end += count
  }

  /// Forgets the bytes before the current position, where they fill half of the buffer.
  private mutating func compact() {
    guard position > buffer.count / 2 else { return }
    forget()
  }

  mutating func forget() {
    countLines(to: position)
    discardedByteCount += Int64(position)
    let kept = end - position
    unsafe buffer.withUnsafeMutableBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      unsafe base.copyMemory(from: base + position, byteCount: kept)
    }
    end = kept
    recordStart = max(0, recordStart - position)
    recordEnd = max(0, recordEnd - position)
    countedPosition = 0
    position = 0
  }

  /// At the `{` of something that may be a list response: moves into its records, or stays.
  ///
  /// The server sends `data` first and its documentation shows it last, so that the totals can
  /// come on either side of it.
  private mutating func beginList() throws(InputError) -> Bool {
    let start = position
    var index = position + 1
    totals = ListTotals()
    while let key = try key(at: &index) {
      if key == shape.listKey {
        guard try byte(at: index) == 0x5B else { break }
        position = index + 1
        context = .list
        return true
      }
      guard shape.siblings.contains(key), try value(at: &index, for: key) else { break }
      guard try byte(at: index) == 0x2C else { break }
      index += 1
    }
    position = start
    return false
  }

  /// Behind the `]` of a list's `data`: reads the totals that follow, up to the `}`.
  private mutating func endList() throws(InputError) -> ListTotals {
    while true {
      switch try byte(at: position) {
      case 0x2C?:
        position += 1
        var index = position
        guard let key = try key(at: &index), try value(at: &index, for: key) else {
          totals.isWhole = false
          return totals
        }
        position = index
      case 0x7D?:
        position += 1
        return totals
      case 0x20?, 0x0A?, 0x0D?, 0x09?:
        position += 1
      default:
        totals.isWhole = false
        return totals
      }
    }
  }

  /// Reads `"key":` and the space around it; nil where there is something else.
  mutating func key(at index: inout Int) throws(InputError) -> String? {
    while let byte = try byte(at: index), byte <= 0x20 { index += 1 }
    guard try byte(at: index) == 0x22 else { return nil }
    var end = index + 1
    while let byte = try byte(at: end), byte != 0x22, end - index < 64 { end += 1 }
    guard try byte(at: end) == 0x22 else { return nil }
    let key = String(decoding: buffer[(index + 1)..<end], as: UTF8.self)
    end += 1
    while let byte = try byte(at: end), byte <= 0x20 { end += 1 }
    guard try byte(at: end) == 0x3A else { return nil }
    end += 1
    while let byte = try byte(at: end), byte <= 0x20 { end += 1 }
    index = end
    return key
  }

  /// Reads past one value, noting it where it is one of the totals; false where there is none.
  private mutating func value(at index: inout Int, for key: String) throws(InputError) -> Bool {
    while true {
      switch tape.parse(buffer, from: index, to: end) {
      case .complete(let valueEnd):
        if tape.tokens[0].kind == .number {
          let number = try? DecimalText.parse(buffer.span.extracting(index..<valueEnd), scale: 0)
          if key == "count" { totals.count = number }
          if key == "skip" { totals.skip = number }
        } else if tape.tokens[0].kind.isText, key == "next_page_uri" {
          totals.nextPage = JSONText.unescaped(buffer.span, index + 1, valueEnd - 1)
        }
        index = valueEnd
        while let byte = try byte(at: index), byte <= 0x20 { index += 1 }
        return true
      case .needsMore where !isAtEnd && end - index < Self.largestRecordBytes:
        try readMore()
      default:
        return false
      }
    }
  }

  mutating func byte(at index: Int) throws(InputError) -> UInt8? {
    while index >= end {
      guard !isAtEnd else { return nil }
      try readMore()
    }
    return buffer[index]
  }
}

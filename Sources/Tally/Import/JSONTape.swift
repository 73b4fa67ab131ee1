/// One JSON value taken apart: a flat list of tokens that is used again for the next value.
///
/// A container's token is followed by its children's; `next` leads past them. In an object keys and
/// values alternate.
struct JSONTape {
  enum Kind: UInt8 {
    case object
    case array
    /// The text between the quotes, which has no backslash.
    case string
    /// A string with escapes in it.
    case escapedString
    /// A text that never was JSON, and stands for itself whatever is in it; see ``TableRow``.
    case plainText
    case number
    case `true`
    case `false`
    case null

    var isText: Bool { self == .string || self == .escapedString || self == .plainText }
  }

  struct Token {
    var kind: Kind
    /// Byte positions; those of a string are without its quotes.
    var start: Int
    var end: Int
    /// The index of the token behind this value.
    var next: Int
  }

  enum Outcome {
    case complete(end: Int)
    /// The bytes end within the value.
    case needsMore
    case failed(JSONFault, at: Int)
  }

  /// Deeper nesting than any record of upstream's has by far.
  static let deepest = 64

  private(set) var tokens: [Token] = []
  private var open: [Int] = []

  /// Takes apart the value that starts at `start`; tokens are valid until the next call.
  mutating func parse(_ buffer: [UInt8], from start: Int, to end: Int) -> Outcome {
    let bytes = buffer.span.extracting(0..<end)
    tokens.removeAll(keepingCapacity: true)
    open.removeAll(keepingCapacity: true)
    var position = start
    do throws(Stop) {
      repeat {
        try value(bytes, &position)
        try closeContainers(bytes, &position)
      } while !open.isEmpty
      return .complete(end: position)
    } catch {
      switch error {
      case .needsMore: return .needsMore
      case .fault(let fault, let position): return .failed(fault, at: position)
      }
    }
  }

  private enum Stop: Error {
    case needsMore
    case fault(JSONFault, at: Int)
  }

  /// Reads a key and its colon where one is due, then a scalar, or the start of a container.
  private mutating func value(_ bytes: Span<UInt8>, _ position: inout Int) throws(Stop) {
    if let container = open.last, tokens[container].kind == .object {
      try skipSpace(bytes, &position)
      guard bytes[position] == 0x22 else {
        throw .fault(.unexpected(bytes[position], expected: "a key in quotes"), at: position)
      }
      try string(bytes, &position)
      try skipSpace(bytes, &position)
      guard bytes[position] == 0x3A else {
        throw .fault(.unexpected(bytes[position], expected: "a colon"), at: position)
      }
      position += 1
    }
    try skipSpace(bytes, &position)
    switch bytes[position] {
    case 0x22: try string(bytes, &position)
    case 0x7B: try container(.object, &position)
    case 0x5B: try container(.array, &position)
    case 0x74: try word("true", .true, bytes, &position)
    case 0x66: try word("false", .false, bytes, &position)
    case 0x6E: try word("null", .null, bytes, &position)
    case 0x2D, 0x30...0x39: try number(bytes, &position)
    case let byte: throw .fault(.unexpected(byte, expected: "a value"), at: position)
    }
  }

  private mutating func container(_ kind: Kind, _ position: inout Int) throws(Stop) {
    guard open.count < Self.deepest else { throw .fault(.tooDeep, at: position) }
    open.append(tokens.count)
    tokens.append(Token(kind: kind, start: position, end: position, next: 0))
    position += 1
  }

  /// Behind a value: closes what ends here, up to the comma before the next value.
  private mutating func closeContainers(_ bytes: Span<UInt8>, _ position: inout Int) throws(Stop) {
    while let container = open.last {
      try skipSpace(bytes, &position)
      let isObject = tokens[container].kind == .object
      let isEmpty = tokens.count == container + 1
      let byte = bytes[position]
      if byte == (isObject ? 0x7D : 0x5D) {
        position += 1
        open.removeLast()
        tokens[container].end = position
        tokens[container].next = tokens.count
      } else if isEmpty {
        return
      } else if byte == 0x2C {
        position += 1
        return
      } else {
        throw .fault(
          .unexpected(byte, expected: isObject ? "a comma or '}'" : "a comma or ']'"),
          at: position
        )
      }
    }
  }

  private func skipSpace(_ bytes: Span<UInt8>, _ position: inout Int) throws(Stop) {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
    throw .needsMore
  }

  private mutating func string(_ bytes: Span<UInt8>, _ position: inout Int) throws(Stop) {
    let start = position + 1
    var kind = Kind.string
    var isASCII = true
    var index = start
    while index < bytes.count {
      if index + 8 <= bytes.count {
        let word = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
        let stops = FastFields.stops(in: UInt64(littleEndian: word), quote: 0x22)
        index += stops == 0 ? 8 : stops.trailingZeroBitCount >> 3
        if stops == 0 { continue }
      }
      let byte = bytes[index]
      if byte == 0x22 {
        if !isASCII, let bad = UTF8Check.firstFault(bytes, start, index) {
          throw .fault(.invalidUTF8, at: bad)
        }
        position = index + 1
        tokens.append(Token(kind: kind, start: start, end: index, next: tokens.count + 1))
        return
      }
      if byte >= 0x80 {
        isASCII = false
      } else if byte == 0x5C {
        kind = .escapedString
        index += 1
      } else if byte < 0x20 {
        throw .fault(.controlCharacter(byte), at: index)
      }
      index += 1
    }
    throw .needsMore
  }

  private mutating func number(_ bytes: Span<UInt8>, _ position: inout Int) throws(Stop) {
    let start = position
    var index = position
    if bytes[index] == 0x2D { index += 1 }
    let digits = index
    try skipDigits(bytes, &index)
    if index > digits + 1, bytes[digits] == 0x30 { throw .fault(.malformedNumber, at: start) }
    if bytes[index] == 0x2E {
      index += 1
      try skipDigits(bytes, &index)
    }
    if bytes[index] | 0x20 == 0x65 {
      index += 1
      guard index < bytes.count else { throw .needsMore }
      if bytes[index] == 0x2B || bytes[index] == 0x2D { index += 1 }
      try skipDigits(bytes, &index)
    }
    position = index
    tokens.append(Token(kind: .number, start: start, end: index, next: tokens.count + 1))
  }

  /// At least one digit, and a byte behind them: a number at the end of the bytes may go on.
  private func skipDigits(_ bytes: Span<UInt8>, _ index: inout Int) throws(Stop) {
    let start = index
    while index < bytes.count, bytes[index] &- 0x30 < 10 { index += 1 }
    guard index < bytes.count else { throw .needsMore }
    guard index > start else { throw .fault(.malformedNumber, at: index) }
  }

  private mutating func word(
    _ word: StaticString,
    _ kind: Kind,
    _ bytes: Span<UInt8>,
    _ position: inout Int
  ) throws(Stop) {
    let length = word.utf8CodeUnitCount
    for offset in 0..<length {
      guard position + offset < bytes.count else { throw .needsMore }
      guard bytes[position + offset] == Self.byte(of: word, at: offset) else {
        throw .fault(
          .unexpected(bytes[position + offset], expected: "true, false or null"),
          at: position + offset
        )
      }
    }
    tokens.append(
      Token(kind: kind, start: position, end: position + length, next: tokens.count + 1)
    )
    position += length
  }

  private static func byte(of word: StaticString, at offset: Int) -> UInt8 {
    unsafe word.utf8Start[offset]
  }
}

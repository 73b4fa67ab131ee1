/// Takes the head of a statement apart: names and key words, not the values of rows.
///
/// The window stays where it is; what is read is a distance from its position.
struct SQLLexer {
  /// Where the next token is looked for.
  var distance = 0

  /// Longer than any head of a statement; what is longer is none.
  static let mostBytes = 1 << 20

  mutating func next(_ window: inout ByteWindow) throws(InputError) -> SQLToken {
    try skipSpace(&window)
    guard distance < Self.mostBytes, let byte = try window.byte(at: distance) else { return .end }
    switch byte {
    case 0x22: return .name(try quoted(by: byte, &window))
    case 0x27: return .text(try quoted(by: byte, &window))
    case _ where Self.isWord(byte):
      let start = distance
      while let byte = try window.byte(at: distance), Self.isWord(byte), distance < Self.mostBytes {
        distance += 1
      }
      return .word(text(window, start..<distance))
    default:
      distance += 1
      return .symbol(byte)
    }
  }

  /// Looks at the next token, and stays before it.
  mutating func peek(_ window: inout ByteWindow) throws(InputError) -> SQLToken {
    let start = distance
    defer { distance = start }
    return try next(&window)
  }

  /// Space, and comments of both forms.
  mutating func skipSpace(_ window: inout ByteWindow) throws(InputError) {
    while distance < Self.mostBytes, let byte = try window.byte(at: distance) {
      let following = byte == 0x2D || byte == 0x2F ? try window.byte(at: distance + 1) : nil
      if byte == 0x2D, following == 0x2D {
        while let byte = try window.byte(at: distance), byte != 0x0A { distance += 1 }
      } else if byte == 0x2F, following == 0x2A {
        try skipComment(&window)
      } else if byte <= 0x20 {
        distance += 1
      } else {
        return
      }
    }
  }

  /// A comment of the form that can be nested, at its beginning.
  mutating func skipComment(_ window: inout ByteWindow) throws(InputError) {
    var depth = 0
    repeat {
      let first = try window.byte(at: distance)
      let second = try window.byte(at: distance + 1)
      guard first != nil, second != nil else {
        distance += 1
        return
      }
      let isOpening = first == 0x2F && second == 0x2A
      let isClosing = first == 0x2A && second == 0x2F
      depth += isOpening ? 1 : isClosing ? -1 : 0
      distance += isOpening || isClosing ? 2 : 1
    } while depth > 0 && distance < Self.mostBytes
  }

  private mutating func quoted(
    by quote: UInt8,
    _ window: inout ByteWindow
  ) throws(InputError) -> String {
    var bytes: [UInt8] = []
    distance += 1
    while distance < Self.mostBytes, let byte = try window.byte(at: distance) {
      distance += 1
      if byte == quote {
        guard try window.byte(at: distance) == quote else { break }
        distance += 1
      }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func text(_ window: ByteWindow, _ range: Range<Int>) -> String {
    let start = window.position
    return String(
      decoding: window.buffer[(start + range.lowerBound)..<(start + range.upperBound)],
      as: UTF8.self
    )
  }

  /// Whether a byte can be part of a word; bytes beyond ASCII can.
  static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x24, 0x80...: true
    default: false
    }
  }
}

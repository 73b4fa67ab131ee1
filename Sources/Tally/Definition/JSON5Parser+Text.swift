extension JSON5Parser {
  var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func note(_ problem: JSON5Problem, at byteOffset: Int) {
    findings.append(Finding(problem: problem, byteOffset: byteOffset))
  }

  mutating func stop(_ problem: JSON5Problem, at byteOffset: Int? = nil) -> Stop {
    note(problem, at: byteOffset ?? position)
    return Stop()
  }

  mutating func unexpected(_ expected: String) -> Stop {
    guard position < bytes.count else { return stop(.ended(expected: expected)) }
    let rest = String(decoding: bytes[position...].prefix(64), as: UTF8.self)
    return stop(.unexpected(character: rest.first ?? "?", expected: expected))
  }

  mutating func checkEncoding() throws(Stop) {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw stop(.isUTF16)
    }
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      throw stop(.notUTF8, at: error.byteOffsets.lowerBound)
    }
  }

  /// Skips white space and comments.
  mutating func skipBlank() throws(Stop) {
    while let byte = peek {
      switch byte {
      case 9...13, 32:
        position += 1
      case UInt8(ascii: "/") where bytes[position...].starts(with: "//".utf8):
        while let byte = peek, byte != 10, byte != 13 { position += 1 }
      case UInt8(ascii: "/") where bytes[position...].starts(with: "/*".utf8):
        try skipComment()
      case 0xC2, 0xE1, 0xE2, 0xE3, 0xEF:
        guard let length = wideBlankByteCount else { return }
        position += length
      default:
        return
      }
    }
  }

  private mutating func skipComment() throws(Stop) {
    let start = position
    position += 2
    while position < bytes.count {
      if bytes[position...].starts(with: "*/".utf8) {
        position += 2
        return
      }
      position += 1
    }
    throw stop(.unterminatedComment, at: start)
  }

  /// The length of a space or line end beyond ASCII, which text copied from elsewhere brings along.
  private var wideBlankByteCount: Int? {
    let rest = String(decoding: bytes[position...].prefix(4), as: UTF8.self)
    guard let scalar = rest.unicodeScalars.first,
      scalar.properties.isWhitespace || scalar == "\u{FEFF}"
    else { return nil }
    return UTF8.width(scalar)
  }

  /// Reads a string from its opening quotation mark to behind the closing one.
  mutating func string() throws(Stop) -> String {
    let start = position
    let quote = bytes[start]
    position += 1
    var text: [UInt8] = []
    while let byte = peek, byte != 10, byte != 13 {
      position += 1
      if byte == quote {
        return String(decoding: text, as: UTF8.self)
      } else if byte == UInt8(ascii: "\\") {
        text += escape(at: position - 1)
      } else {
        text.append(byte)
      }
    }
    throw stop(.unterminatedString, at: start)
  }

  /// Reads what follows a backslash.
  private mutating func escape(at start: Int) -> [UInt8] {
    guard let byte = peek else { return [] }
    position += 1
    switch byte {
    case UInt8(ascii: "n"): return [10]
    case UInt8(ascii: "t"): return [9]
    case UInt8(ascii: "r"): return [13]
    case UInt8(ascii: "b"): return [8]
    case UInt8(ascii: "f"): return [12]
    case UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "'"), UInt8(ascii: "\""):
      return [byte]
    case UInt8(ascii: "u"):
      return unicodeEscape(at: start)
    case 10:
      // A backslash at the end of a line continues the string on the next.
      return []
    case 13:
      if peek == 10 { position += 1 }
      return []
    default:
      // A character beyond ASCII is taken whole, so that the message can show it.
      while let next = peek, next & 0xC0 == 0x80 { position += 1 }
      let text = String(decoding: bytes[start..<position], as: UTF8.self)
      note(.badEscape(text), at: start)
      return Array(text.utf8)
    }
  }

  /// Reads `1F600` pairs of `\uXXXX`, the `\u` being behind.
  private mutating func unicodeEscape(at start: Int) -> [UInt8] {
    let first = hexadecimalWord()
    var scalar = first.flatMap { Unicode.Scalar($0) }
    if let high = first, (0xD800..<0xDC00).contains(high),
      bytes[position...].starts(with: "\\u".utf8)
    {
      position += 2
      if let low = hexadecimalWord(), (0xDC00..<0xE000).contains(low) {
        scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
      }
    }
    guard let scalar else {
      let text = String(decoding: bytes[start..<position], as: UTF8.self)
      note(.badEscape(text), at: start)
      return Array(text.utf8)
    }
    return Array(String(scalar).utf8)
  }

  private mutating func hexadecimalWord() -> UInt32? {
    var word: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = peek.flatMap(hexadecimalValue) else { return nil }
      word = word << 4 | UInt32(digit)
      position += 1
    }
    return word
  }
}

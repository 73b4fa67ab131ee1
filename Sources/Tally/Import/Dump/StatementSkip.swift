/// Finds the end of a statement that nothing is wanted of, at the speed of reading.
///
/// Goes on from one block to the next: what is looked for is known, and nothing is kept of what
/// was passed over.
struct StatementSkip {
  private enum Mode {
    case plain
    /// Between quotes; whether backslashes escape.
    case text(hasEscapes: Bool)
    case name
    case lineComment
    case comment
    /// Between `$tag$` and `$tag$`.
    case body
  }

  /// How many bytes before where it stopped it wants to see again.
  static let lookBehindBytes = 4

  private let hasEscapes: Bool
  /// Whether `BEGIN` and `END` enclose statements, as in the body of a function.
  private let hasBlocks: Bool
  private var mode = Mode.plain
  private var openCount = 0
  private var blockCount = 0
  private var commentCount = 0
  private var tag: [UInt8] = []

  /// `hasEscapes` is whether backslashes escape in every text, `standard_conforming_strings` off.
  init(hasEscapes: Bool, hasBlocks: Bool = false) {
    self.hasEscapes = hasEscapes
    self.hasBlocks = hasBlocks
  }

  /// Goes on at `start`; returns where it came to, and whether the statement ends just before.
  mutating func run(
    _ bytes: ByteReader,
    from start: Int,
    isAtEnd: Bool
  ) -> (position: Int, isDone: Bool) {
    var position = start
    while position < bytes.count {
      let before = position
      switch mode {
      case .plain:
        if runPlain(bytes, &position, isAtEnd) { return (position, true) }
      case .text(let hasEscapes): runText(bytes, &position, isAtEnd, hasEscapes)
      case .name: find(0x22, bytes, &position)
      case .lineComment: find(0x0A, bytes, &position)
      case .comment: runComment(bytes, &position, isAtEnd)
      case .body: runBody(bytes, &position, isAtEnd)
      }
      // Something is cut off by the end of what is at hand.
      if position == before { break }
    }
    return (position, false)
  }

  /// The bytes at which something changes, all below 64: `"` `$` `'` `(` `)` `-` `/` `;`.
  private static let marks: UInt64 =
    1 << 0x22 | 1 << 0x24 | 1 << 0x27 | 1 << 0x28 | 1 << 0x29 | 1 << 0x2D | 1 << 0x2F | 1 << 0x3B

  @inline(__always)
  private mutating func runPlain(
    _ bytes: ByteReader,
    _ position: inout Int,
    _ isAtEnd: Bool
  ) -> Bool {
    while position < bytes.count {
      let byte = bytes[position]
      if byte >= 64 {
        if hasBlocks, SQLLexer.isWord(byte) {
          guard runWord(bytes, &position, isAtEnd) else { return false }
        } else {
          position += 1
        }
        continue
      }
      guard Self.marks >> UInt64(byte) & 1 != 0 else {
        position += 1
        continue
      }
      switch byte {
      case 0x27:
        mode = .text(hasEscapes: hasEscapes || isAfterE(bytes, position))
        position += 1
        return false
      case 0x22:
        mode = .name
        position += 1
        return false
      case 0x28: openCount += 1
      case 0x29: openCount -= 1
      case 0x3B where openCount <= 0 && blockCount <= 0:
        position += 1
        return true
      case 0x3B: break
      default:
        guard begin(byte, bytes, &position, isAtEnd) else { return false }
        continue
      }
      position += 1
    }
    return false
  }

  /// At `-`, `/` or `$`; false where the mode is another now, or more has to be seen.
  private mutating func begin(
    _ byte: UInt8,
    _ bytes: ByteReader,
    _ position: inout Int,
    _ isAtEnd: Bool
  ) -> Bool {
    if byte == 0x24 { return beginBody(bytes, &position, isAtEnd) }
    guard position + 1 < bytes.count else {
      if isAtEnd { position += 1 }
      return false
    }
    if byte == 0x2D, bytes[position + 1] == 0x2D {
      mode = .lineComment
      position += 2
      return false
    }
    if byte == 0x2F, bytes[position + 1] == 0x2A {
      mode = .comment
      commentCount = 1
      position += 2
      return false
    }
    position += 1
    return true
  }

  /// At a `$` that may begin `$tag$`; one within a word does not.
  private mutating func beginBody(
    _ bytes: ByteReader,
    _ position: inout Int,
    _ isAtEnd: Bool
  ) -> Bool {
    var end = position + 1
    while end < bytes.count, end - position < 128, bytes[end] != 0x24, SQLLexer.isWord(bytes[end]) {
      end += 1
    }
    if end == bytes.count, !isAtEnd { return false }
    let isTag =
      end < bytes.count && bytes[end] == 0x24
      && (end == position + 1 || !(0x30...0x39).contains(bytes[position + 1]))
      && (position == 0 || !SQLLexer.isWord(bytes[position - 1]))
    guard isTag else {
      position += 1
      return true
    }
    tag.removeAll(keepingCapacity: true)
    bytes.append(position..<(end + 1), to: &tag)
    mode = .body
    position = end + 1
    return false
  }

  private func isAfterE(_ bytes: ByteReader, _ position: Int) -> Bool {
    position > 0 && bytes[position - 1] | 0x20 == 0x65
      && (position == 1 || !SQLLexer.isWord(bytes[position - 2]))
  }

  private mutating func runText(
    _ bytes: ByteReader,
    _ position: inout Int,
    _ isAtEnd: Bool,
    _ hasEscapes: Bool
  ) {
    if hasEscapes {
      while position < bytes.count, bytes[position] != 0x27 {
        if bytes[position] == 0x5C, position + 1 == bytes.count, !isAtEnd { return }
        position += bytes[position] == 0x5C ? 2 : 1
      }
      position = min(position, bytes.count)
    } else {
      position = bytes.first(0x27, from: position) ?? bytes.count
    }
    guard position < bytes.count else { return }
    guard position + 1 < bytes.count || isAtEnd else { return }
    if position + 1 < bytes.count, bytes[position + 1] == 0x27 {
      position += 2
    } else {
      mode = .plain
      position += 1
    }
  }

  private mutating func find(_ byte: UInt8, _ bytes: ByteReader, _ position: inout Int) {
    guard let found = bytes.first(byte, from: position) else {
      position = bytes.count
      return
    }
    mode = .plain
    position = found + 1
  }

  private mutating func runComment(
    _ bytes: ByteReader,
    _ position: inout Int,
    _ isAtEnd: Bool
  ) {
    while position + 1 < bytes.count {
      let pair = (bytes[position], bytes[position + 1])
      if pair == (0x2A, 0x2F) {
        commentCount -= 1
        position += 2
        if commentCount == 0 {
          mode = .plain
          return
        }
      } else if pair == (0x2F, 0x2A) {
        commentCount += 1
        position += 2
      } else {
        position += 1
      }
    }
    if isAtEnd { position = bytes.count }
  }

  private mutating func runBody(_ bytes: ByteReader, _ position: inout Int, _ isAtEnd: Bool) {
    guard let found = bytes.first(0x24, from: position) else {
      position = bytes.count
      return
    }
    guard found + tag.count <= bytes.count else {
      position = isAtEnd ? bytes.count : found
      return
    }
    for offset in tag.indices where bytes[found + offset] != tag[offset] {
      position = found + 1
      return
    }
    mode = .plain
    position = found + tag.count
  }

  /// At a word of a function's definition; false where more of it has to be seen.
  private mutating func runWord(
    _ bytes: ByteReader,
    _ position: inout Int,
    _ isAtEnd: Bool
  ) -> Bool {
    var end = position
    while end < bytes.count, SQLLexer.isWord(bytes[end]) { end += 1 }
    if end == bytes.count, !isAtEnd, end - position < 64 { return false }
    if end - position <= 5 {
      var word: [UInt8] = []
      bytes.append(position..<end, to: &word)
      switch String(decoding: word, as: UTF8.self).lowercased() {
      case "begin": blockCount += 1
      case "case" where blockCount > 0: blockCount += 1
      case "end" where blockCount > 0: blockCount -= 1
      default: break
      }
    }
    position = end
    return true
  }
}

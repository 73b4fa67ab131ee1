/// Reads JSON5 (https://spec.json5.org), of numbers only those that JSON has too, keeping where
/// every value starts.
///
/// Reading goes on after a mistake inside a string or a word; after any other it stops, as what
/// follows would only repeat it.
struct JSON5Parser {
  /// A problem, and the byte where it is.
  struct Finding: Sendable, Hashable {
    var problem: JSON5Problem
    var byteOffset: Int
  }

  /// Ends the reading; its finding has been noted.
  struct Stop: Error {}

  /// Deep enough for every definition, and no danger to the stack.
  static let depthLimit = 32

  let bytes: [UInt8]
  var position = 0
  var findings: [Finding] = []
  private var depth = 0

  /// The document's value, nil where it cannot be understood, and all that is wrong with it.
  static func parse(_ bytes: [UInt8]) -> (root: JSON5Node?, findings: [Finding]) {
    var parser = Self(bytes: bytes)
    let root = try? parser.document()
    return (root, parser.findings)
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private mutating func document() throws(Stop) -> JSON5Node {
    try checkEncoding()
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    try skipBlank()
    guard position < bytes.count else { throw stop(.empty) }
    let node = try value()
    try skipBlank()
    guard position == bytes.count else { throw unexpected("the end of the file") }
    return node
  }

  private mutating func value() throws(Stop) -> JSON5Node {
    let start = position
    switch peek {
    case UInt8(ascii: "{"): return JSON5Node(value: try object(), byteOffset: start)
    case UInt8(ascii: "["): return JSON5Node(value: try array(), byteOffset: start)
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return JSON5Node(value: .string(try string()), byteOffset: start)
    default:
      let word = word()
      guard !word.isEmpty else {
        throw unexpected("a value: text in quotation marks, a number, a list [ or an object {")
      }
      return JSON5Node(value: value(ofWord: word, at: start), byteOffset: start)
    }
  }

  private mutating func value(ofWord word: String, at start: Int) -> JSON5Node.Value {
    switch word {
    case "null": return .null
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    default:
      if Self.isNumber(word) { return .number(word) }
      let startsNumber = word.utf8.first.map { (43...57).contains($0) } ?? false
      note(startsNumber ? .badNumber(word) : .badWord(word), at: start)
      return .invalid
    }
  }

  private mutating func array() throws(Stop) -> JSON5Node.Value {
    var nodes: [JSON5Node] = []
    try enter()
    while peek != UInt8(ascii: "]") {
      nodes.append(try value())
      try skipSeparator(before: "]")
    }
    leave()
    return .array(nodes)
  }

  private mutating func object() throws(Stop) -> JSON5Node.Value {
    var members: [JSON5Node.Member] = []
    try enter()
    while peek != UInt8(ascii: "}") {
      let start = position
      let name: String
      if peek == UInt8(ascii: "\"") || peek == UInt8(ascii: "'") {
        name = try string()
      } else {
        name = word()
        guard !name.isEmpty else { throw unexpected("a key or }") }
      }
      try skipBlank()
      guard peek == UInt8(ascii: ":") else { throw unexpected("a colon after '\(name)'") }
      position += 1
      try skipBlank()
      members.append(JSON5Node.Member(name: name, byteOffset: start, node: try value()))
      try skipSeparator(before: "}")
    }
    leave()
    return .object(members)
  }

  /// Skips an opening bracket.
  private mutating func enter() throws(Stop) {
    guard depth < Self.depthLimit else { throw stop(.tooDeep(limit: Self.depthLimit)) }
    depth += 1
    position += 1
    try skipBlank()
  }

  private mutating func leave() {
    depth -= 1
    position += 1
  }

  /// Skips the comma behind a value, which may be absent before the closing bracket.
  private mutating func skipSeparator(before closing: Unicode.Scalar) throws(Stop) {
    try skipBlank()
    if peek == UInt8(ascii: ",") {
      position += 1
      try skipBlank()
    } else if peek != UInt8(ascii: closing) {
      throw unexpected("a comma or \(closing)")
    }
  }

  /// A key without quotation marks, a number, or one of the words for values.
  private mutating func word() -> String {
    let start = position
    while let byte = peek, Self.isWordByte(byte) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// Keys in other scripts need quotation marks; no key of a definition is in one.
  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122: true
    case UInt8(ascii: "_"), UInt8(ascii: "$"), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }

  /// `-10`, `2.5`, `1e3`: the numbers of JSON.
  private static func isNumber(_ word: String) -> Bool {
    let digits = word.hasPrefix("-") ? word.dropFirst() : word[...]
    guard let first = digits.utf8.first, (48...57).contains(first),
      digits.utf8.allSatisfy({ (43...57).contains($0) || $0 == 69 || $0 == 101 }),
      first != 48 || digits.utf8.dropFirst().first.map({ !(48...57).contains($0) }) ?? true,
      !word.hasSuffix(".")
    else { return false }
    return Double(word) != nil
  }
}

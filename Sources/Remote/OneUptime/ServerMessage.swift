/// What a server says in the body of an error: `{"error":"…"}` or `{"message":"…"}`.
enum ServerMessage {
  private static let longest = 300

  /// Its words on one line; nil where there are none.
  static func words(in body: [UInt8]) -> String? {
    for key in ["\"error\":", "\"message\":"] {
      guard let start = end(of: Array(key.utf8), in: body),
        let text = string(body[start...].drop { $0 == 0x20 })
      else { continue }
      let words = text.unicodeScalars.split { $0.value < 0x20 || $0.value == 0x7F || $0 == " " }
        .map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
      if !words.isEmpty { return words }
    }
    return nil
  }

  /// Words of a length that can be shown.
  static func shortened(_ words: String) -> String {
    words.count > longest ? words.prefix(longest) + "…" : words
  }

  private static func end(of key: [UInt8], in body: [UInt8]) -> Int? {
    guard body.count > key.count, body.count < 1 << 16 else { return nil }
    return (0..<(body.count - key.count)).first { body[$0...].starts(with: key) }
      .map { $0 + key.count }
  }

  /// The JSON string at the start of some bytes.
  private static func string(_ bytes: ArraySlice<UInt8>) -> String? {
    guard bytes.first == UInt8(ascii: "\"") else { return nil }
    var text: [UInt8] = []
    var rest = bytes.dropFirst()
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      switch rest.popFirst() {
      case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"): text.append(0x20)
      case UInt8(ascii: "u"):
        let digits = String(decoding: rest.prefix(4), as: UTF8.self)
        rest = rest.dropFirst(4)
        let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) ?? "\u{FFFD}"
        text.append(contentsOf: String(Character(scalar)).utf8)
      case let byte?: text.append(byte)
      case nil: return nil
      }
    }
    return nil
  }
}

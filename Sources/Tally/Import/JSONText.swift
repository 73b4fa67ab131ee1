/// Writes and reads the texts of JSON.
enum JSONText {
  /// A text in quotes, escaped where RFC 8259 demands it and nowhere else.
  static func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }
    if isPlain { return "\"" + text + "\"" }
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// The text between two quotes with its escapes resolved; nil where one of them is wrong.
  static func unescaped(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> String? {
    var units: [UInt8] = []
    units.reserveCapacity(end - start)
    return unescape(bytes, start, end, to: &units) ? String(decoding: units, as: UTF8.self) : nil
  }

  /// Appends the same in UTF-8; false where an escape is wrong, and then some may be appended.
  static func unescape(
    _ bytes: Span<UInt8>,
    _ start: Int,
    _ end: Int,
    to units: inout [UInt8]
  ) -> Bool {
    var index = start
    while index < end {
      guard bytes[index] == 0x5C else {
        units.append(bytes[index])
        index += 1
        continue
      }
      guard index + 1 < end else { return false }
      switch bytes[index + 1] {
      case 0x22, 0x5C, 0x2F: units.append(bytes[index + 1])
      case 0x62: units.append(0x08)
      case 0x66: units.append(0x0C)
      case 0x6E: units.append(0x0A)
      case 0x72: units.append(0x0D)
      case 0x74: units.append(0x09)
      case 0x75:
        guard let scalar = scalar(bytes, &index, end) else { return false }
        units.append(contentsOf: Array(String(Character(scalar)).utf8))
        continue
      default: return false
      }
      index += 2
    }
    return true
  }

  /// Reads `\uXXXX`, or the two of them that make a character beyond U+FFFF; a lone one is wrong.
  private static func scalar(
    _ bytes: Span<UInt8>,
    _ index: inout Int,
    _ end: Int
  ) -> UnicodeScalar? {
    guard let first = unit(bytes, index, end) else { return nil }
    index += 6
    guard first >> 10 == 0x36 else { return UnicodeScalar(first) }
    guard let second = unit(bytes, index, end), second >> 10 == 0x37 else { return nil }
    index += 6
    return UnicodeScalar(0x10000 + (first & 0x3FF) << 10 + second & 0x3FF)
  }

  private static func unit(_ bytes: Span<UInt8>, _ index: Int, _ end: Int) -> UInt32? {
    guard index + 6 <= end, bytes[index] == 0x5C, bytes[index + 1] == 0x75 else { return nil }
    var value: UInt32 = 0
    for offset in 2..<6 {
      guard let digit = hexadecimalValue(bytes[index + offset]) else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}

internal import Reports

/// A UUID as upstream uses for every `_id`: 16 bytes, ordered as its text is.
///
/// Any version is accepted; upper-case digits are read and written back in lower case (RFC 9562).
package struct Identifier: Sendable, Hashable, Comparable {
  /// The first eight bytes, the first one highest.
  package var high: UInt64
  /// The last eight bytes.
  package var low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Reads `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx`; nil where the bytes are anything else.
  package init?(_ text: Span<UInt8>) {
    guard text.count == 36 else { return nil }
    var words: (UInt64, UInt64) = (0, 0)
    for position in 0..<36 {
      if position == 8 || position == 13 || position == 18 || position == 23 {
        guard text[position] == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard let digit = hexadecimalValue(text[position]) else { return nil }
      words.0 = words.0 << 4 | words.1 >> 60
      words.1 = words.1 << 4 | UInt64(digit)
    }
    self.init(high: words.0, low: words.1)
  }

  /// Reads a UUID's text; nil where it is anything else.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    self.init(bytes.span)
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}

extension Identifier: CustomStringConvertible {
  /// The text form of RFC 9562, in lower case.
  package var description: String {
    identifierText(high: high, low: low)
  }
}

/// The value of one hexadecimal digit, either case.
@inline(__always)
package func hexadecimalValue(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 48...57: byte - 48
  case 97...102: byte - 87
  case 65...70: byte - 55
  default: nil
  }
}

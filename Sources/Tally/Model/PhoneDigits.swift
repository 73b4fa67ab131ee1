/// The digits of an E.164 number, however it is written.
enum PhoneDigits {
  /// The digits as numbers 0 to 9; nil where it is not such a number.
  ///
  /// `+1 (415) 555-0101` is one: spaces, points, hyphens and parentheses are passed over.
  static func digits(of number: String) -> [UInt8]? {
    guard number.utf8.first == UInt8(ascii: "+") else { return nil }
    var digits: [UInt8] = []
    for byte in number.utf8.dropFirst() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits.append(byte - 48)
      case UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "("),
        UInt8(ascii: ")"):
        break
      default: return nil
      }
    }
    guard 7...15 ~= digits.count, digits[0] != 0 else { return nil }
    return digits
  }
}

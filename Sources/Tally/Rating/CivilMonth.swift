internal import Reports

/// A month of the calendar, without a zone.
struct CivilMonth: Sendable, Hashable, Comparable {
  /// Months since the year 0.
  let number: Int

  /// The month in UTC that an instant lies in.
  init(of instant: Instant) {
    let date = CivilDate(daysSinceEpoch: flooredQuotient(instant.milliseconds, 86_400_000))
    number = date.year * 12 + date.month - 1
  }

  /// Reads `2026-10`; nil for anything else.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 7, bytes[4] == UInt8(ascii: "-"),
      (bytes[..<4] + bytes[5...]).allSatisfy({ $0 &- 48 < 10 }),
      let year = Int(text.prefix(4)), let month = Int(text.suffix(2)), year > 0, 1...12 ~= month
    else { return nil }
    number = year * 12 + month - 1
  }

  static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

extension CivilMonth: CustomStringConvertible {
  var description: String {
    let (year, month) = (String(number / 12), String(number % 12 + 1))
    return String(repeating: "0", count: max(0, 4 - year.utf8.count)) + year + "-"
      + (month.utf8.count == 1 ? "0" : "") + month
  }
}

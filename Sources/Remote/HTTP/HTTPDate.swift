internal import Reports

/// Dates in headers (RFC 9110, 5.6.7).
enum HTTPDate {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Reads `Sun, 06 Nov 1994 08:49:37 GMT`, the one form that is still written.
  static func parse(_ text: String) -> Instant? {
    let words = text.split(separator: " ")
    guard words.count == 6, words[0].hasSuffix(","), words[5] == "GMT",
      let day = number(words[1], 1...31),
      let month = months.firstIndex(of: String(words[2])),
      let year = number(words[3], 1...9999)
    else { return nil }
    let time = words[4].split(separator: ":")
    guard time.count == 3, let hours = number(time[0], 0...23),
      let minutes = number(time[1], 0...59), let seconds = number(time[2], 0...60)
    else { return nil }
    let date = CivilDate(year: year, month: month + 1, day: day)
    guard CivilDate(daysSinceEpoch: date.daysSinceEpoch) == date else { return nil }
    let inDay = Int64(hours * 3600 + minutes * 60 + seconds)
    return Instant(milliseconds: (date.daysSinceEpoch * 86_400 + inDay) * 1000)
  }

  private static func number(_ text: Substring, _ range: ClosedRange<Int>) -> Int? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text),
      range.contains(number)
    else { return nil }
    return number
  }
}

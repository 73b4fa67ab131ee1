extension ZoneRule {
  /// Reads `EST5EDT,M3.2.0,M11.1.0` and every other form; nil where the text is none.
  init?(_ text: some Sequence<UInt8>) {
    var scanner = Scanner(bytes: Array(text))
    guard scanner.skipName(), let standard = scanner.offset() else { return nil }
    self.init(standardSeconds: -standard, daylight: nil)
    guard !scanner.isAtEnd else { return }

    guard scanner.skipName() else { return nil }
    var daylightSeconds = standardSeconds + 3600
    if scanner.peek != UInt8(ascii: ",") {
      guard let offset = scanner.offset() else { return nil }
      daylightSeconds = -offset
    }
    guard scanner.skip(","), let start = scanner.yearDay() else { return nil }
    guard scanner.skip(","), let end = scanner.yearDay(), scanner.isAtEnd else { return nil }
    daylight = Daylight(offsetSeconds: daylightSeconds, start: start, end: end)
  }
}

/// Reads the parts of a rule one after the other.
private struct Scanner {
  let bytes: [UInt8]
  var position = 0

  var isAtEnd: Bool { position == bytes.count }
  var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  /// `EST` or `<+0330>`; at least three characters.
  mutating func skipName() -> Bool {
    let isQuoted = skip("<")
    let start = position
    while let byte = peek {
      let isLetter = (65...90).contains(byte) || (97...122).contains(byte)
      let isSignOrDigit = (48...57).contains(byte) || byte == 43 || byte == 45
      guard isLetter || (isQuoted && isSignOrDigit) else { break }
      position += 1
    }
    let length = position - start
    return (isQuoted ? skip(">") : true) && length >= 3
  }

  /// `5`, `-3:30` or `4:56:02` in seconds, west of Greenwich positive.
  mutating func offset() -> Int? {
    time(hours: 0...24)
  }

  /// `M3.2.0/2`, `J60` or `59/-1`.
  mutating func yearDay() -> ZoneRule.YearDay? {
    let day: ZoneRule.YearDay.Day
    if skip("M") {
      guard let month = number(1...12), skip("."), let week = number(1...5), skip("."),
        let weekday = number(0...6)
      else { return nil }
      day = .weekday(month: month, week: week, weekday: weekday)
    } else if skip("J") {
      guard let number = number(1...365) else { return nil }
      day = .withoutLeapDay(number)
    } else {
      guard let number = number(0...365) else { return nil }
      day = .zeroBased(number)
    }
    guard skip("/") else { return ZoneRule.YearDay(day: day, timeSeconds: 7200) }
    guard let seconds = time(hours: 0...167) else { return nil }
    return ZoneRule.YearDay(day: day, timeSeconds: seconds)
  }

  private mutating func time(hours range: ClosedRange<Int>) -> Int? {
    let isNegative = skip("-")
    if !isNegative { _ = skip("+") }
    guard let hours = number(range) else { return nil }
    var seconds = hours * 3600
    if skip(":") {
      guard let minutes = number(0...59) else { return nil }
      seconds += minutes * 60
      if skip(":") {
        guard let rest = number(0...59) else { return nil }
        seconds += rest
      }
    }
    return isNegative ? -seconds : seconds
  }

  private mutating func number(_ range: ClosedRange<Int>) -> Int? {
    var value = 0
    let start = position
    while let byte = peek, (48...57).contains(byte), position - start < 3 {
      value = value * 10 + Int(byte - 48)
      position += 1
    }
    return position > start && range.contains(value) ? value : nil
  }
}

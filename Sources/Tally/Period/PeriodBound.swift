package import Reports

/// One end of a period as it was written.
package enum PeriodBound: Sendable, Hashable {
  /// `2026-10-01`, or `2026-10` for the first day of the month: the start of that day.
  case day(CivilDate)
  /// `2026-10-01T05:00Z`, `2026-10-01T00:00:00.000-05:00`.
  case instant(Instant)
  /// `2026-10-01T00:00`: a time on the clocks of the report's zone, in milliseconds since
  /// 1970-01-01 00:00 there.
  case local(milliseconds: Int64)

  /// Reads a date, a month, or an ISO 8601 date and time with or without its offset.
  ///
  /// Digits of a fraction beyond milliseconds are cut off.
  package init(_ text: String) throws(PeriodError) {
    var scanner = Scanner(text: text, bytes: Array(text.utf8))
    let date = try scanner.date()
    guard !scanner.isAtEnd else {
      self = .day(date)
      return
    }
    let local = date.daysSinceEpoch * 86_400_000 + (try scanner.timeMilliseconds())
    if let offsetSeconds = try scanner.offsetSeconds() {
      self = .instant(Instant(milliseconds: local - Int64(offsetSeconds) * 1000))
    } else {
      self = .local(milliseconds: local)
    }
  }

  /// The instant that is meant in a zone.
  package func instant(in zone: Zone) throws(PeriodError) -> Instant {
    switch self {
    case .day(let date): return zone.startOfDay(date)
    case .instant(let instant): return instant
    case .local(let local):
      let instants = zone.instants(atLocal: local)
      if let instant = instants.first, instants.count == 1 { return instant }
      let text = Zone.text(ofLocal: local, separator: "T")
      if instants.isEmpty {
        let after = zone.firstInstant(atOrAfterLocal: local)
        let before = zone.offsetSeconds(at: Instant(milliseconds: after.milliseconds - 1))
        let jump = after.milliseconds + Int64(before) * 1000
        throw .skipped(
          text: text,
          zone: zone.name,
          lastText: Zone.text(ofLocal: jump, separator: "T"),
          nextText: Zone.text(ofLocal: zone.localMilliseconds(at: after), separator: "T")
        )
      }
      let candidates = instants.map { text + Zone.text(ofOffset: zone.offsetSeconds(at: $0)) }
      throw .repeated(text: text, zone: zone.name, candidates: candidates)
    }
  }
}

/// Reads the parts of a bound one after the other.
private struct Scanner {
  let text: String
  let bytes: [UInt8]
  var position = 0

  var isAtEnd: Bool { position == bytes.count }

  /// `2026-10-01`, or `2026-10` at the end of the text.
  mutating func date() throws(PeriodError) -> CivilDate {
    guard let year = digits(4), skip("-"), let month = digits(2) else {
      throw .notBound(text: text)
    }
    var day = 1
    if !isAtEnd {
      guard skip("-"), let number = digits(2) else { throw .notBound(text: text) }
      day = number
    }
    guard (1...9999).contains(year), (1...12).contains(month) else {
      throw .impossibleMonth(text: text)
    }
    let first = CivilDate(year: year, month: month, day: 1)
    let dayCount = Int(first.addingMonths(1).daysSinceEpoch - first.daysSinceEpoch)
    guard (1...dayCount).contains(day) else {
      throw .impossibleDay(text: text, month: LocalDay(first).month, dayCount: dayCount)
    }
    return CivilDate(year: year, month: month, day: day)
  }

  /// `T05:00`, `T05:00:00` or `T05:00:00.000`; a blank may stand for the `T`.
  mutating func timeMilliseconds() throws(PeriodError) -> Int64 {
    guard skip("T") || skip("t") || skip(" "), let hours = digits(2), skip(":"),
      let minutes = digits(2)
    else { throw .notBound(text: text) }
    var seconds = 0
    var milliseconds = 0
    if skip(":") {
      guard let number = digits(2) else { throw .notBound(text: text) }
      seconds = number
      if skip(".") {
        let start = position
        while position < bytes.count, isDigit(bytes[position]) {
          if position - start < 3 {
            milliseconds = milliseconds * 10 + Int(bytes[position] - 48)
          }
          position += 1
        }
        guard position > start else { throw .notBound(text: text) }
        for _ in 0..<max(0, 3 - (position - start)) { milliseconds *= 10 }
      }
    }
    guard hours < 24, minutes < 60, seconds < 60 else { throw .impossibleTime(text: text) }
    return Int64(((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds)
  }

  /// `Z`, `+05:30`, `-0500` or `+01` in seconds east of UTC; nil at the end of the text.
  mutating func offsetSeconds() throws(PeriodError) -> Int? {
    guard !isAtEnd else { return nil }
    if skip("Z") || skip("z") {
      guard isAtEnd else { throw .notBound(text: text) }
      return 0
    }
    let isWest = skip("-")
    guard isWest || skip("+"), let hours = digits(2) else { throw .notBound(text: text) }
    var parts = [hours, 0, 0]
    for index in 1...2 where !isAtEnd {
      _ = skip(":")
      guard let number = digits(2) else { throw .notBound(text: text) }
      parts[index] = number
    }
    guard isAtEnd else { throw .notBound(text: text) }
    guard hours < 24, parts[1] < 60, parts[2] < 60 else { throw .impossibleTime(text: text) }
    let seconds = (parts[0] * 60 + parts[1]) * 60 + parts[2]
    return isWest ? -seconds : seconds
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func digits(_ count: Int) -> Int? {
    guard position + count <= bytes.count else { return nil }
    var number = 0
    for byte in bytes[position..<(position + count)] {
      guard isDigit(byte) else { return nil }
      number = number * 10 + Int(byte - 48)
    }
    position += count
    return number
  }

  private func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}

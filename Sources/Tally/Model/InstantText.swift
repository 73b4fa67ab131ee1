package import Reports

/// Reads the instants upstream, PostgreSQL and people write, by hand: it is done millions of times.
///
/// `2026-06-01T04:14:13.621Z`, `2026-02-11 02:50:08.38593+00`, any offset from `-15:59:59` to
/// `+15:59:59`, `T` or a space, none to nine digits of a second (finer ones are cut off, which is
/// the floor). A zone is required: without one the text is not an instant.
package enum InstantText {
  /// Why a text is not an instant.
  package enum Fault: Error, Sendable, Equatable {
    case malformed
    case noZone
    case outOfRange
  }

  package static func parse(_ bytes: Span<UInt8>) throws(Fault) -> Instant {
    guard bytes.count >= 19 else { throw .malformed }
    guard bytes[4] == 45, bytes[7] == 45, bytes[10] == 84 || bytes[10] == 32, bytes[13] == 58,
      bytes[16] == 58
    else { throw .malformed }
    let year = try number(bytes, 0, 4)
    let month = try number(bytes, 5, 7)
    let day = try number(bytes, 8, 10)
    let hour = try number(bytes, 11, 13)
    let minute = try number(bytes, 14, 16)
    let second = try number(bytes, 17, 19)
    guard year >= 1, month >= 1, month <= 12, day >= 1, day <= lastDay(year, month), hour < 24,
      minute < 60, second < 60
    else { throw .outOfRange }
    var position = 19
    let millisecond = try fraction(bytes, &position)
    let offsetSeconds = try offset(bytes, position)
    let days = CivilDate(year: year, month: month, day: day).daysSinceEpoch
    let seconds = ((days * 24 + Int64(hour)) * 60 + Int64(minute)) * 60 + Int64(second)
    let instant = Instant(
      milliseconds: (seconds - Int64(offsetSeconds)) * 1000 + Int64(millisecond)
    )
    guard instant >= .earliest, instant <= .latest else { throw .outOfRange }
    return instant
  }

  package static func parse(_ text: String) throws(Fault) -> Instant {
    let bytes = Array(text.utf8)
    return try parse(bytes.span)
  }

  private static func fraction(_ bytes: Span<UInt8>, _ position: inout Int) throws(Fault) -> Int {
    guard position < bytes.count, bytes[position] == 46 else { return 0 }
    position += 1
    let start = position
    var millisecond = 0
    while position < bytes.count, bytes[position] &- 48 < 10 {
      if position - start < 3 { millisecond = millisecond * 10 + Int(bytes[position] - 48) }
      position += 1
    }
    let digits = position - start
    guard digits >= 1, digits <= 9 else { throw .malformed }
    return digits >= 3 ? millisecond : millisecond * (digits == 1 ? 100 : 10)
  }

  private static func offset(_ bytes: Span<UInt8>, _ start: Int) throws(Fault) -> Int {
    guard start < bytes.count else { throw .noZone }
    let sign = bytes[start]
    if sign == 90 || sign == 122 {
      guard bytes.count == start + 1 else { throw .malformed }
      return 0
    }
    guard sign == 43 || sign == 45 else { throw .malformed }
    var seconds = 0
    var unit = 3600
    var position = start + 1
    while position < bytes.count {
      if unit < 3600, bytes[position] == 58 { position += 1 }
      guard unit > 0, position + 2 <= bytes.count else { throw .malformed }
      let part = try number(bytes, position, position + 2)
      guard part < (unit == 3600 ? 16 : 60) else { throw .outOfRange }
      seconds += part * unit
      unit /= 60
      position += 2
    }
    guard unit < 3600 else { throw .malformed }
    return sign == 45 ? -seconds : seconds
  }

  private static func number(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) throws(Fault) -> Int {
    var value = 0
    for position in start..<end {
      let digit = bytes[position] &- 48
      guard digit < 10 else { throw .malformed }
      value = value * 10 + Int(digit)
    }
    return value
  }

  private static func lastDay(_ year: Int, _ month: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

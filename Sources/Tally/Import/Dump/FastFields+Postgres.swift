internal import Reports

extension FastFields {
  /// `2026-02-11 02:50:08.38593+00`: none to six digits of a second, an offset of hours or minutes.
  ///
  /// Moves `position` behind it.
  @inline(__always)
  mutating func postgresInstant(_ bytes: ByteReader, at position: inout Int) -> Int64? {
    // Enough for the longest, `2026-02-11 02:50:08.385930+05:30`.
    guard position + 32 <= bytes.count, let date = date(bytes, at: position) else { return nil }
    var isBad: UInt32 = 0
    let hour = Self.twoDigits(bytes, position + 11, &isBad)
    let minute = Self.twoDigits(bytes, position + 14, &isBad)
    let second = Self.twoDigits(bytes, position + 17, &isBad)
    let marks = (bytes[position + 13] ^ 58) | (bytes[position + 16] ^ 58)
    var index = position + 19
    let millisecond = milliseconds(bytes, at: &index, &isBad)
    let sign = bytes[index]
    let offsetHours = Self.twoDigits(bytes, index + 1, &isBad)
    index += 3
    var offsetMinutes: UInt32 = 0
    if bytes[index] == 58 {
      offsetMinutes = Self.twoDigits(bytes, index + 1, &isBad)
      index += 3
    }
    guard isBad == 0, marks == 0, hour < 24, minute < 60, second < 60, sign == 43 || sign == 45,
      offsetHours < 16, offsetMinutes < 60
    else { return nil }
    let seconds = (Int64(hour) * 60 + Int64(minute)) * 60 + Int64(second)
    let offset = (Int64(offsetHours) * 60 + Int64(offsetMinutes)) * 60_000
    let instant = date + seconds * 1000 + Int64(millisecond)
    let result = sign == 45 ? instant + offset : instant - offset
    guard result >= Instant.earliest.milliseconds, result <= Instant.latest.milliseconds else {
      return nil
    }
    position = index
    return result
  }

  /// A point and one to six digits, or nothing; what is finer than a millisecond is cut off.
  @inline(__always)
  private func milliseconds(
    _ bytes: ByteReader,
    at index: inout Int,
    _ isBad: inout UInt32
  ) -> UInt32 {
    guard bytes[index] == 46 else { return 0 }
    index += 1
    let start = index
    var value: UInt32 = 0
    while index - start < 6 {
      let digit = UInt32(bytes[index]) &- 48
      if digit > 9 { break }
      if index - start < 3 { value = value &* 10 &+ digit }
      index += 1
    }
    switch index - start {
    case 0: isBad = 1
    case 1: value &*= 100
    case 2: value &*= 10
    default: break
    }
    return value
  }

  /// The position of the tab or line break behind a text of plain ASCII; nil where it is anything
  /// else.
  @inline(__always)
  func cellEnd(_ bytes: ByteReader, from start: Int) -> Int? {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    var position = start
    while position < bytes.count {
      let word = bytes.word(at: position)
      let slashes = word ^ ones &* 0x5C
      // As in `textEnd`: high bits for a backslash, anything below space, or not ASCII.
      let stops =
        ((slashes &- ones) & ~slashes | (word &- ones &* 0x20) & ~word | word) & highs
      if stops != 0 {
        position += stops.trailingZeroBitCount >> 3
        guard position < bytes.count, bytes[position] == 0x09 || bytes[position] == 0x0A else {
          return nil
        }
        return position
      }
      position += 8
    }
    return nil
  }
}

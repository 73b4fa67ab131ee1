internal import Reports

extension FastFields {
  /// `2026-02-11 02:50:08.38593+00`: none to six digits of a second, an offset of hours or minutes.
  ///
  /// Moves `position` behind it.
  @inline(__always)
  mutating func postgresInstant(_ bytes: ByteReader, at position: inout Int) -> Int64? {
    // Enough for the longest, `2026-02-11 02:50:08.385930+05:30`.
    guard position &+ 32 <= bytes.count, let date = date(bytes, at: position) else { return nil }
    let (seconds, isBad) = Self.timeOfDay(bytes.word(at: position &+ 11))
    var index = position &+ 19
    guard isBad == 0, let milliseconds = Self.milliseconds(bytes, at: &index) else { return nil }
    let time = date &+ Int64(truncatingIfNeeded: seconds &* 1000 &+ milliseconds)
    // `+00` without minutes, as servers are set as a rule.
    let zone = bytes.halfWord(at: index)
    if zone & 0xFF_FFFF == 0x30_302B, zone >> 24 != 58 {
      position = index &+ 3
      return time
    }
    guard let offset = Self.offset(bytes, at: &index) else { return nil }
    let result = time - offset
    guard result >= Instant.earliest.milliseconds, result <= Instant.latest.milliseconds else {
      return nil
    }
    position = index
    return result
  }

  /// A point and one to six digits, or nothing; what is finer than a millisecond is cut off.
  @inline(__always)
  private static func milliseconds(_ bytes: ByteReader, at index: inout Int) -> UInt64? {
    guard bytes[index] == 46 else { return 0 }
    let digits = bytes.word(at: index &+ 1) ^ 0x3030_3030_3030_3030
    // High bits for what is no digit; of those only the first one means anything.
    let stops = (digits | (digits &+ 0x7676_7676_7676_7676)) & highBits
    let bitCount = UInt64(truncatingIfNeeded: stops.trailingZeroBitCount & 0x78)
    guard bitCount &- 8 < 48 else { return nil }
    index &+= 1 &+ Int(truncatingIfNeeded: bitCount >> 3)
    let kept = digits & (1 &<< bitCount &- 1)
    return (kept & 15) &* 100 &+ (kept >> 8 & 15) &* 10 &+ (kept >> 16 & 15)
  }

  /// Milliseconds east of UTC, from hours with or without minutes.
  @inline(never)
  private static func offset(_ bytes: ByteReader, at index: inout Int) -> Int64? {
    var isBad: UInt32 = 0
    let sign = bytes[index]
    let hours = twoDigits(bytes, index + 1, &isBad)
    index += 3
    var minutes: UInt32 = 0
    if bytes[index] == 58 {
      minutes = twoDigits(bytes, index + 1, &isBad)
      index += 3
    }
    guard isBad == 0, sign == 43 || sign == 45, hours < 16, minutes < 60 else { return nil }
    let offset = (Int64(hours) * 60 + Int64(minutes)) * 60_000
    return sign == 45 ? -offset : offset
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

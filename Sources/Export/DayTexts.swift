internal import Reports

/// Days as text, those that were asked for last: most instants of a list lie in the same few.
@safe
struct DayTexts: ~Copyable {
  private struct Day {
    var number = UInt64.max
    var words: (UInt64, UInt64) = (0, 0)
  }

  /// Each in the place that its low bits tell.
  private let days: UnsafeMutablePointer<Day>
  private static let count: UInt64 = 64

  init() {
    unsafe days = .allocate(capacity: Int(Self.count))
    unsafe days.initialize(repeating: Day(), count: Int(Self.count))
  }

  deinit {
    unsafe days.deallocate()
  }

  /// The eleven bytes up to the `T` of a day since 1970, which is before the year 10000; the first
  /// byte is the lowest.
  @inline(__always)
  func words(ofDay number: UInt64) -> (UInt64, UInt64) {
    let slot = unsafe days + Int(truncatingIfNeeded: number % Self.count)
    if unsafe slot.pointee.number != number {
      unsafe slot.pointee = Self.day(number)
    }
    return unsafe slot.pointee.words
  }

  private static func day(_ number: UInt64) -> Day {
    var bytes = InlineArray<16, UInt8>(repeating: 0)
    for (index, byte) in CivilDate(daysSinceEpoch: Int64(number)).description.utf8.enumerated() {
      bytes[index] = byte
    }
    bytes[10] = UInt8(ascii: "T")
    var words: (UInt64, UInt64) = (0, 0)
    for index in (0..<8).reversed() {
      words.0 = words.0 << 8 | UInt64(bytes[index])
      words.1 = words.1 << 8 | UInt64(bytes[index + 8])
    }
    return Day(number: number, words: words)
  }
}

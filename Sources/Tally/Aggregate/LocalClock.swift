import Reports

/// Turns instants into places on the calendar and clock of one zone.
///
/// It remembers the last stretch of constant offset and the last day, so that attempts in order
/// of time cost next to nothing.
struct LocalClock {
  private let zone: Zone
  private var span: Zone.Span
  private var day: Int64 = 0
  /// The local milliseconds at which the day begins.
  private var dayStart: Int64 = 0
  private var month: UInt32
  private var week: UInt32
  private var weekday: UInt32

  /// 0000-12-30, a day before the first that an instant can fall on in any zone.
  ///
  /// Written out because a constant that is computed is looked up behind a lock.
  private static let origin: Int64 = -719_164
  /// One more than the greatest code of each dimension of time.
  static let dayLimit: UInt64 = 3_652_070
  static let weekLimit: UInt64 = 521_730
  static let monthLimit: UInt64 = 120_020

  init(zone: Zone) {
    self.zone = zone
    span = zone.span(at: 0)
    (month, week, weekday) = Self.codes(ofDay: 0)
  }

  /// A code from 1 on for each month, week, day, hour or weekday, ascending with time.
  ///
  /// 0 stands for ``AttemptSegment/unknownTime``, and for any dimension that is not of time.
  mutating func code(of dimension: Dimension, at milliseconds: Int64) -> UInt32 {
    guard milliseconds != AttemptSegment.unknownTime else { return 0 }
    // Codes are defined for the instants that input may have.
    let instant = min(max(milliseconds, Instant.earliest.milliseconds), Instant.latest.milliseconds)
    if instant < span.from || instant >= span.to { span = zone.span(at: instant) }
    let local = instant + Int64(span.offsetSeconds) * 1000
    if local < dayStart || local - dayStart >= 86_400_000 {
      day = flooredQuotient(local, 86_400_000)
      dayStart = day * 86_400_000
      (month, week, weekday) = Self.codes(ofDay: day)
    }
    switch dimension {
    case .day: return UInt32(day - Self.origin)
    case .month: return month
    case .week: return week
    case .weekday: return weekday
    case .hour: return UInt32((local - dayStart) / 3_600_000 + 1)
    default: return 0
    }
  }

  /// Writes the code of each of some instants.
  ///
  /// Attempts in order of time mostly fall on the month, day or hour of the one before.
  mutating func encode(
    _ dimension: Dimension,
    at milliseconds: [Int64],
    count: Int,
    into codes: inout [UInt32]
  ) {
    precondition(count <= milliseconds.count && count <= codes.count)
    var (from, length, code) = (Int64(0), UInt64(0), UInt32(0))
    let milliseconds = milliseconds.span
    var codes = codes.mutableSpan
    for index in 0..<count {
      let instant = unsafe milliseconds[unchecked: index]
      if UInt64(bitPattern: instant &- from) >= length {
        code = self.code(of: dimension, at: instant)
        let stretch = stretch(of: dimension, around: instant)
        from = stretch.lowerBound
        length = UInt64(stretch.upperBound - stretch.lowerBound)
      }
      unsafe codes[unchecked: index] = code
    }
  }

  /// Instants that have the code of one whose code was asked for last; none where that is not to
  /// be told.
  private func stretch(of dimension: Dimension, around milliseconds: Int64) -> Range<Int64> {
    let (earliest, latest) = (Instant.earliest.milliseconds, Instant.latest.milliseconds)
    guard milliseconds >= earliest, milliseconds <= latest else { return 0..<0 }
    let dayLength: Int64 = 86_400_000
    let start: Int64
    let end: Int64
    switch dimension {
    case .hour:
      start = dayStart + (localMilliseconds(milliseconds) - dayStart) / 3_600_000 * 3_600_000
      end = start + 3_600_000
    case .week:
      start = (flooredQuotient(day + 3, 7) * 7 - 3) * dayLength
      end = start + 7 * dayLength
    case .month:
      let months = Int64(month)
      start = Self.firstDay(ofMonth: months) * dayLength
      end = Self.firstDay(ofMonth: months + 1) * dayLength
    default:
      start = dayStart
      end = dayStart + dayLength
    }
    let offset = Int64(span.offsetSeconds) * 1000
    return max(start - offset, span.from, earliest)..<min(end - offset, span.to, latest)
  }

  private func localMilliseconds(_ milliseconds: Int64) -> Int64 {
    milliseconds + Int64(span.offsetSeconds) * 1000
  }

  /// The first day of the month that a code of ``Dimension/month`` stands for.
  private static func firstDay(ofMonth code: Int64) -> Int64 {
    let months = Int(code) - 1
    return CivilDate(year: months / 12, month: months % 12 + 1, day: 1).daysSinceEpoch
  }

  private static func codes(ofDay day: Int64) -> (month: UInt32, week: UInt32, weekday: UInt32) {
    let date = CivilDate(daysSinceEpoch: day)
    return (
      month: UInt32(date.year * 12 + date.month),
      week: UInt32(flooredQuotient(day + 3, 7) - flooredQuotient(origin + 3, 7) + 1),
      weekday: UInt32(date.weekday)
    )
  }

  /// What reports show for a code; nil for 0.
  static func value(of dimension: Dimension, code: UInt32) -> Value? {
    guard code > 0 else { return nil }
    switch dimension {
    case .day: return .text(date(ofDayCode: code).description)
    case .month:
      let first = firstDay(ofMonth: Int64(code))
      return .text(LocalDay(CivilDate(daysSinceEpoch: first)).month)
    case .week:
      let monday = (Int64(code) - 1 + flooredQuotient(origin + 3, 7)) * 7 - 3
      return .text(LocalDay(CivilDate(daysSinceEpoch: monday)).week)
    case .weekday: return .integer(Int64(code))
    case .hour: return .integer(Int64(code) - 1)
    default: return nil
    }
  }

  /// The day that a code of ``Dimension/day`` stands for.
  static func date(ofDayCode code: UInt32) -> CivilDate {
    CivilDate(daysSinceEpoch: Int64(code) + origin)
  }

  /// The code of ``Dimension/month`` for the month of a day.
  static func monthCode(ofDayCode code: UInt32) -> UInt32 {
    codes(ofDay: Int64(code) + origin).month
  }
}

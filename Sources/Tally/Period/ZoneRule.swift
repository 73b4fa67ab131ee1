import Reports

/// The rule for the future at the end of a tzdata file: a POSIX `TZ` string with the extensions of
/// RFC 9636, section 3.3.1.
struct ZoneRule: Sendable, Hashable {
  /// A change of offset at an instant.
  struct Change: Sendable, Hashable {
    /// UTC milliseconds.
    var milliseconds: Int64
    /// Seconds east of UTC from then on.
    var offsetSeconds: Int
  }

  /// Daylight saving time, or whatever a zone calls its second offset.
  struct Daylight: Sendable, Hashable {
    var offsetSeconds: Int
    /// In standard time.
    var start: YearDay
    /// In daylight time.
    var end: YearDay
  }

  /// A day that comes every year, and the time of its clock at which the offset changes.
  struct YearDay: Sendable, Hashable {
    enum Day: Sendable, Hashable {
      /// `J60`: 1 to 365, 29 February is never counted.
      case withoutLeapDay(Int)
      /// `59`: 0 to 365, 29 February is counted.
      case zeroBased(Int)
      /// `M10.5.0`: month, week of the month with 5 as the last, weekday with 0 as Sunday.
      case weekday(month: Int, week: Int, weekday: Int)
    }

    var day: Day
    /// −167 to 167 hours: a change may come on another day than the one named.
    var timeSeconds: Int
  }

  var standardSeconds: Int
  var daylight: Daylight?

  /// The stretch around an instant, in UTC milliseconds.
  func span(at milliseconds: Int64) -> Zone.Span {
    var span = Zone.Span(offsetSeconds: standardSeconds, from: .min, to: .max)
    guard daylight != nil else { return span }
    // Beyond 36 million years arithmetic could overflow: whatever holds there holds for ever.
    let limit: Int64 = 1 << 60
    let instant = min(max(milliseconds, -limit), limit)
    let year = LocalDay(localMilliseconds: instant).date.year
    for change in changes(years: (year - 2)...(year + 2)) {
      if change.milliseconds > instant {
        if instant < limit { span.to = change.milliseconds }
        break
      }
      span.from = change.milliseconds
      span.offsetSeconds = change.offsetSeconds
    }
    return span
  }

  /// All changes of some years in the order of time.
  func changes(years: ClosedRange<Int>) -> [Change] {
    guard let daylight else { return [] }
    if isAlwaysDaylight(daylight, year: years.lowerBound) {
      return [Change(milliseconds: .min, offsetSeconds: daylight.offsetSeconds)]
    }
    var changes: [Change] = []
    for year in years {
      let start = Change(
        milliseconds: (daylight.start.seconds(year: year) - Int64(standardSeconds)) * 1000,
        offsetSeconds: daylight.offsetSeconds
      )
      let end = Change(
        milliseconds: (daylight.end.seconds(year: year) - Int64(daylight.offsetSeconds)) * 1000,
        offsetSeconds: standardSeconds
      )
      changes += start.milliseconds < end.milliseconds ? [start, end] : [end, start]
    }
    return changes
  }

  /// Whether daylight time ends no earlier than it starts again, which is how a `TZ` string says
  /// that it never ends.
  private func isAlwaysDaylight(_ daylight: Daylight, year: Int) -> Bool {
    let start = daylight.start.seconds(year: year) - Int64(standardSeconds)
    let end = daylight.end.seconds(year: year) - Int64(daylight.offsetSeconds)
    let nextStart = daylight.start.seconds(year: year + 1) - Int64(standardSeconds)
    return start < end && end >= nextStart
  }
}

extension ZoneRule.YearDay {
  /// Seconds between 1970-01-01 00:00 and the time in a year, both on the clock in force.
  func seconds(year: Int) -> Int64 {
    let newYear = CivilDate(year: year, month: 1, day: 1).daysSinceEpoch
    let days: Int64
    switch day {
    case .withoutLeapDay(let number):
      let march = CivilDate(year: year, month: 3, day: 1).daysSinceEpoch
      let hasLeapDay = march - newYear == 60
      days = newYear + Int64(number) - (hasLeapDay && number >= 60 ? 0 : 1)
    case .zeroBased(let number):
      days = newYear + Int64(number)
    case .weekday(let month, let week, let weekday):
      let first = CivilDate(year: year, month: month, day: 1)
      let next = CivilDate(
        year: month == 12 ? year + 1 : year,
        month: month == 12 ? 1 : month + 1,
        day: 1
      )
      let untilWeekday = Int64((weekday + 7 - first.weekday % 7) % 7)
      var candidate = first.daysSinceEpoch + untilWeekday + Int64(week - 1) * 7
      if candidate >= next.daysSinceEpoch { candidate -= 7 }
      days = candidate
    }
    return days * 86400 + Int64(timeSeconds)
  }
}

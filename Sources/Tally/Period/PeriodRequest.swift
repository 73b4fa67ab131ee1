package import Reports

/// A period as it was asked for, before it is known in which zone and on which day.
package enum PeriodRequest: Sendable, Hashable {
  /// Everything in the store.
  case all
  case word(PeriodWord)
  /// The month that starts on a day.
  case month(CivilDate)
  case span(from: PeriodBound?, to: PeriodBound?)

  /// Reads `--month`, or `--from` and `--to`, of which all may be absent.
  ///
  /// A month is `2026-10`, `last` or `this`. The others are days, months or instants as in
  /// ``PeriodBound``; `to` is the first one behind the period: `2026-11-01` ends it with 31 October.
  package init(month: String?, from: String?, to: String?) throws(PeriodError) {
    switch (month, from, to) {
    case (nil, nil, nil): self = .all
    case (let month?, nil, nil): self = try Self.month(month)
    case (nil, _, _):
      var bounds: (from: PeriodBound?, to: PeriodBound?)
      if let from { bounds.from = try PeriodBound(from) }
      if let to { bounds.to = try PeriodBound(to) }
      self = .span(from: bounds.from, to: bounds.to)
    default: throw .monthAndSpan
    }
  }

  private static func month(_ text: String) throws(PeriodError) -> Self {
    switch text {
    case "last": return .word(.lastMonth)
    case "this": return .word(.thisMonth)
    default:
      guard text.utf8.count == 7, case .day(let first) = try? PeriodBound(text) else {
        throw .notMonth(text: text)
      }
      return .month(first)
    }
  }

  /// Turns days and local times into instants, once for the whole report.
  ///
  /// Days start when they do in the zone; `now` is what `today` and its like are counted from.
  package func period(in zone: Zone, now: Instant) throws(PeriodError) -> Period {
    switch self {
    case .all:
      return Period(from: nil, to: nil, zone: zone)
    case .word(let word):
      let days = word.days(today: zone.day(at: now))
      return Self.period(from: days.from, to: days.to, zone: zone)
    case .month(let first):
      return Self.period(from: first, to: first.addingMonths(1), zone: zone)
    case .span(let from, let to):
      var ends: (from: Instant?, to: Instant?)
      if let from { ends.from = try from.instant(in: zone) }
      if let to { ends.to = try to.instant(in: zone) }
      let period = Period(from: ends.from, to: ends.to, zone: zone)
      if let start = ends.from, let end = ends.to, start >= end {
        throw .empty(
          from: zone.localText(of: start),
          to: zone.localText(of: end),
          zone: zone.name
        )
      }
      return period
    }
  }

  private static func period(from: CivilDate, to: CivilDate, zone: Zone) -> Period {
    Period(from: zone.startOfDay(from), to: zone.startOfDay(to), zone: zone)
  }
}

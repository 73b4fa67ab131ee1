package import Reports

/// A half-open stretch of time: `from` belongs to it, `to` does not.
package struct Period: Sendable {
  /// Nil where the period has no beginning.
  package var from: Instant?
  /// Nil where the period has no end.
  package var to: Instant?
  /// The zone that its days and months, and those of a report about it, end in.
  package var zone: Zone
  /// Both ends as clocks of the zone show them:
  /// `2026-09-01 00:00 to 2026-10-01 00:00 (America/New_York)`.
  package var localText: String

  package init(from: Instant?, to: Instant?, zone: Zone) {
    self.from = from
    self.to = to
    self.zone = zone
    let from = from.map { zone.localText(of: $0) }
    let to = to.map { zone.localText(of: $0) }
    let span =
      switch (from, to) {
      case (let from?, let to?): "\(from) to \(to)"
      case (let from?, nil): "from \(from)"
      case (nil, let to?): "until \(to)"
      case (nil, nil): "all time"
      }
    localText = "\(span) (\(zone.name))"
  }

  /// Whether it has neither a beginning nor an end, so that what has no time belongs to it too.
  var isUnbounded: Bool { from == nil && to == nil }

  /// Whether an instant lies in the period.
  package func contains(_ instant: Instant) -> Bool {
    (from.map { $0 <= instant } ?? true) && (to.map { instant < $0 } ?? true)
  }
}

extension Zone {
  /// What clocks and calendars show at an instant, `2026-09-01 00:00`.
  ///
  /// Seconds and milliseconds are shown where they are not zero, and the offset where clocks
  /// show the same twice.
  func localText(of instant: Instant) -> String {
    let local = localMilliseconds(at: instant)
    let text = Self.text(ofLocal: local)
    guard instants(atLocal: local).count > 1 else { return text }
    return text + Self.text(ofOffset: offsetSeconds(at: instant))
  }

  static func text(ofLocal milliseconds: Int64, separator: String = " ") -> String {
    let day = LocalDay(localMilliseconds: milliseconds)
    let inDay = milliseconds - day.date.daysSinceEpoch * 86_400_000
    let minutes = "\(padded(inDay / 3_600_000, 2)):\(padded(inDay / 60_000 % 60, 2))"
    let rest = inDay % 60_000
    let seconds = rest == 0 ? "" : ":" + padded(rest / 1000, 2)
    let fraction = rest % 1000 == 0 ? "" : "." + padded(rest % 1000, 3)
    return day.day + separator + minutes + seconds + fraction
  }

  static func text(ofOffset offsetSeconds: Int) -> String {
    let seconds = Int64(offsetSeconds.magnitude)
    let sign = offsetSeconds < 0 ? "-" : "+"
    let text = "\(sign)\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2))"
    return seconds % 60 == 0 ? text : text + ":" + padded(seconds % 60, 2)
  }
}

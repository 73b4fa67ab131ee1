package import Reports

extension Zone {
  /// What clocks of the zone show at an instant, as milliseconds since 1970-01-01 00:00 there.
  package func localMilliseconds(at instant: Instant) -> Int64 {
    instant.milliseconds + Int64(offsetSeconds(at: instant)) * 1000
  }

  /// The calendar day that an instant falls on in the zone.
  package func day(at instant: Instant) -> CivilDate {
    LocalDay(localMilliseconds: localMilliseconds(at: instant)).date
  }

  /// The first instant of a day.
  ///
  /// Where midnight is skipped, the day starts when clocks have jumped ahead; where it comes
  /// twice, at the first; a day that is skipped whole starts, and ends, when the next one does.
  package func startOfDay(_ date: CivilDate) -> Instant {
    firstInstant(atOrAfterLocal: date.daysSinceEpoch * 86_400_000)
  }

  /// The first instant at which clocks show a local time or a later one.
  package func firstInstant(atOrAfterLocal localMilliseconds: Int64) -> Instant {
    var span = span(at: localMilliseconds - Self.widestOffset)
    while true {
      let offset = Int64(span.offsetSeconds) * 1000
      let instant = max(span.from, localMilliseconds - offset)
      if instant < span.to { return Instant(milliseconds: instant) }
      span = self.span(at: span.to)
    }
  }

  /// Every instant at which clocks show a local time: none in a gap, two where clocks went back.
  package func instants(atLocal localMilliseconds: Int64) -> [Instant] {
    var instants: [Instant] = []
    var span = span(at: localMilliseconds - Self.widestOffset)
    while true {
      let instant = localMilliseconds - Int64(span.offsetSeconds) * 1000
      if instant >= span.from, instant < span.to {
        instants.append(Instant(milliseconds: instant))
      }
      guard span.to <= localMilliseconds + Self.widestOffset else { return instants }
      span = self.span(at: span.to)
    }
  }

  /// Milliseconds of 26 hours, beyond which no offset of tzdata lies (RFC 9636, section 3.2).
  private static var widestOffset: Int64 { 26 * 3_600_000 }
}

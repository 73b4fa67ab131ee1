import Reports
import Testing

@testable import Tally

/// A change of offset as tzdata 2025b has it.
private struct KnownChange: CustomTestStringConvertible {
  var zone: String
  /// The first instant of the new offset.
  var at: String
  var before: Int
  var after: Int

  var testDescription: String { "\(zone) \(at)" }
}

private let knownChanges = [
  KnownChange(zone: "America/New_York", at: "1883-11-18T17:00Z", before: -17762, after: -18000),
  KnownChange(zone: "America/New_York", at: "2026-03-08T07:00Z", before: -18000, after: -14400),
  KnownChange(zone: "America/New_York", at: "2026-11-01T06:00Z", before: -14400, after: -18000),
  KnownChange(zone: "America/Sao_Paulo", at: "2018-11-04T03:00Z", before: -10800, after: -7200),
  KnownChange(zone: "America/Caracas", at: "2016-05-01T07:00Z", before: -16200, after: -14400),
  KnownChange(zone: "America/St_Johns", at: "2006-10-29T02:31Z", before: -9000, after: -12600),
  KnownChange(zone: "Africa/Cairo", at: "2024-10-31T21:00Z", before: 10800, after: 7200),
  KnownChange(zone: "Africa/Casablanca", at: "2024-04-14T02:00Z", before: 0, after: 3600),
  KnownChange(zone: "Africa/Monrovia", at: "1972-01-07T00:44:30Z", before: -2670, after: 0),
  KnownChange(zone: "Antarctica/Troll", at: "2099-03-29T01:00Z", before: 0, after: 7200),
  KnownChange(zone: "Asia/Gaza", at: "2090-03-25T00:00Z", before: 7200, after: 10800),
  KnownChange(zone: "Asia/Jerusalem", at: "2099-03-27T00:00Z", before: 7200, after: 10800),
  KnownChange(zone: "Asia/Kathmandu", at: "1985-12-31T18:30Z", before: 19800, after: 20700),
  KnownChange(zone: "Asia/Pyongyang", at: "2018-05-04T15:00Z", before: 30600, after: 32400),
  KnownChange(zone: "Australia/Lord_Howe", at: "2026-04-04T15:00Z", before: 39600, after: 37800),
  KnownChange(zone: "Europe/Dublin", at: "2099-10-25T01:00Z", before: 3600, after: 0),
  KnownChange(zone: "Pacific/Apia", at: "2011-12-30T10:00Z", before: -36000, after: 50400),
  KnownChange(zone: "Pacific/Chatham", at: "2099-09-26T14:00Z", before: 45900, after: 49500),
  // Beyond the list that is made when a zone is loaded.
  KnownChange(zone: "America/New_York", at: "2400-03-12T07:00Z", before: -18000, after: -14400),
  KnownChange(zone: "Europe/Berlin", at: "9999-10-31T01:00Z", before: 7200, after: 3600),
]

@Suite struct ZoneTests {
  @Test(arguments: knownChanges)
  fileprivate func `an offset changes at the very millisecond`(change: KnownChange) throws {
    let zone = try Zone(named: change.zone)
    let at = try instant(change.at).milliseconds
    let before = zone.span(at: at - 1)
    let after = zone.span(at: at)
    #expect(before.offsetSeconds == change.before)
    #expect(before.to == at)
    #expect(after.offsetSeconds == change.after)
    #expect(after.from == at)
  }

  @Test(arguments: [
    ("UTC", 0), ("Etc/UTC", 0), ("Etc/GMT+5", -18000), ("Etc/GMT-14", 50400),
    ("EST5EDT", -14400), ("Asia/Kolkata", 19800), ("Asia/Kathmandu", 20700),
    ("Pacific/Chatham", 45900), ("Australia/Eucla", 31500), ("America/St_Johns", -9000),
    ("Pacific/Marquesas", -34200), ("Pacific/Kiritimati", 50400),
  ])
  func `zones of every kind have their offset of July 2026`(name: String, offset: Int) throws {
    let zone = try Zone(named: name)
    #expect(zone.name == name)
    #expect(try zone.offsetSeconds(at: instant("2026-07-01T00:00Z")) == offset)
  }

  @Test(arguments: ["UTC", "America/New_York", "Asia/Kolkata", "Africa/Casablanca", "EST5EDT"])
  func `spans cover all of time without a gap`(name: String) throws {
    let zone = try Zone(named: name)
    let ends: [Int64] = [.min, .min + 1, -1, 0, .max - 1, .max]
    for end in ends {
      let span = zone.span(at: end)
      #expect(span.from <= end && (end < span.to || span.to == .max))
    }
    var milliseconds = Instant.earliest.milliseconds
    while milliseconds < 5_000_000_000_000 {
      let span = zone.span(at: milliseconds)
      #expect(span.from <= milliseconds && milliseconds < span.to)
      #expect(zone.span(at: span.to - 1) == span)
      guard span.to < .max else { return }
      #expect(zone.span(at: span.to).from <= span.to)
      milliseconds = span.to
    }
  }

  @Test(
    .enabled(if: Zdump.isInstalled, "needs zdump of libc-bin"),
    arguments: [
      "Africa/Cairo", "Africa/Casablanca", "Africa/El_Aaiun", "Africa/Johannesburg",
      "Africa/Lagos", "Africa/Monrovia", "America/Anchorage", "America/Bogota",
      "America/Caracas", "America/Chicago", "America/Havana", "America/Mexico_City",
      "America/New_York", "America/Nuuk", "America/Santiago", "America/Sao_Paulo",
      "America/St_Johns", "Antarctica/Troll", "Asia/Beirut", "Asia/Gaza", "Asia/Jerusalem",
      "Asia/Kathmandu", "Asia/Kolkata", "Asia/Pyongyang", "Asia/Shanghai", "Asia/Tehran",
      "Asia/Tokyo", "Atlantic/Azores", "Australia/Eucla", "Australia/Lord_Howe",
      "Australia/Sydney", "EST5EDT", "Etc/GMT+5", "Europe/Berlin", "Europe/Dublin",
      "Europe/Istanbul", "Europe/London", "Europe/Moscow", "Pacific/Apia", "Pacific/Auckland",
      "Pacific/Chatham", "Pacific/Kwajalein", "UTC",
    ]
  )
  func `offsets are those of zdump from 1900 to 2100`(name: String) throws {
    let zone = try Zone(named: name)
    let first = try instant("1900-01-02").milliseconds
    let last = try instant("2100-12-30").milliseconds
    var found: [ZoneRule.Change] = []
    var span = zone.span(at: first)
    while span.to <= last {
      let next = zone.span(at: span.to)
      if next.offsetSeconds != span.offsetSeconds {
        found.append(
          ZoneRule.Change(milliseconds: span.to, offsetSeconds: next.offsetSeconds)
        )
      }
      span = next
    }
    let expected = try Zdump.changes(zone: name)
      .filter { $0.milliseconds > first && $0.milliseconds <= last }
    #expect(found == expected)
  }

  @Test func `loading a zone takes no time that anybody would notice`() throws {
    let clock = ContinuousClock()
    let fastest = try (0..<20).map { _ in
      try clock.measure { _ = try Zone(named: "America/New_York") }
    }.min()
    // A debug build is some ten times slower than what is shipped.
    #expect(try #require(fastest) < .milliseconds(20))
  }
}

/// Reads a time of UTC as periods do.
func instant(_ text: String) throws -> Instant {
  try PeriodBound(text).instant(in: .utc)
}

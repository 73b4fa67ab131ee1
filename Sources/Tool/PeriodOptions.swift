internal import Arguments
internal import Tally

/// From when to when, and in whose time zone.
struct PeriodOptions: Sendable {
  var month: String?
  var from: String?
  var to: String?
  var zone: String?

  static let arguments: ArgumentList<Self> = .section(
    "Period",
    [
      .option(
        "month",
        short: "m",
        \.month,
        "MONTH",
        completion: .choices(["last", "this"]),
        help: "A whole month such as 2026-10, or a word for it."
      ),
      .option(
        "from",
        \.from,
        "TIME",
        help: "The first moment: a date, a month, or an instant such as 2026-10-01T00:00Z."
      ),
      .option(
        "to",
        \.to,
        "TIME",
        help: "The first moment after: --to 2026-11-01 ends with the 31st of October."
      ),
      .option(
        "tz",
        \.zone,
        "ZONE",
        help: "The IANA time zone that days and months end in, or local; UTC unless given."
      ),
    ]
  )

  /// Whether anything but the zone was given.
  var isGiven: Bool { month != nil || from != nil || to != nil }

  func request() throws(PeriodError) -> PeriodRequest {
    try PeriodRequest(month: month, from: from, to: to)
  }

  /// The period in its zone, which is UTC unless given.
  func period(in context: Context) throws -> Period {
    try request().period(in: Self.zone(zone ?? "UTC"), now: context.now)
  }

  static func zone(_ name: String) throws(ZoneError) -> Zone {
    name == "local" ? try Zone.local() : try Zone(named: name)
  }
}

import Reports
import Tally

/// A store of seven attempts in four calls whose numbers can be worked out by hand.
enum SmallStore {
  /// 2026-03-01T00:00:00Z.
  static let midnight: Int64 = 1_772_323_200_000
  static let ana = Identifier(high: 0, low: 0xA)
  static let bo = Identifier(high: 0, low: 0xB)

  static var source: MemorySource {
    var source = MemorySource()
    source.names.projects = [nil, Directory.Member(id: Identifier(high: 1, low: 0), name: "One")]
    source.names.users = [
      nil, Directory.Member(id: bo, name: "Bo"),
      Directory.Member(id: ana, name: "Ana", email: "ana@example.com"),
    ]
    source.names.policies = [nil, Directory.Member(id: Identifier(high: 3, low: 0), name: "Main")]
    source.names.statuses = ["", "NoAnswer", "Connected", "Ringing"]
    source.names.phones = ["", "+14155550101", "+442071838750"]
    source.newestUpdate = Instant(milliseconds: midnight + 6 * 3_600_000)
    source.records = [
      // Call 1: Ana does not answer, Bo does, for 100 s and 2 cents.
      attempt(1, user: 2, status: 1, start: 0, lasts: 20),
      attempt(1, user: 1, status: 2, start: 30, lasts: 115, dial: 100, cost: 2_000_000),
      // Call 2: Ana answers for 11 s; upstream has no cost of it.
      attempt(2, user: 2, status: 2, start: 3600, lasts: 21, dial: 11, cost: 0),
      // Call 3: a phone that rings for ever.
      attempt(3, user: 2, status: 3, start: 7199, lasts: nil),
      // Call 4: nobody, then still ringing at the very limit of four hours; then Bo for 30 s.
      attempt(4, user: 0, status: 1, start: 7200, lasts: 31),
      attempt(4, user: 2, status: 3, start: 7200, lasts: nil),
      attempt(4, user: 1, status: 2, start: 7300, lasts: 42, dial: 30, cost: 1_000_000),
    ]
    return source
  }

  private static func attempt(
    _ call: Int32,
    user: Int32,
    status: Int32,
    start: Int64,
    lasts: Int64?,
    dial: Int32? = nil,
    cost: Int64 = 0
  ) -> AttemptRecord {
    var attempt = AttemptRecord(id: Identifier(high: 9, low: UInt64(start)), call: call)
    attempt.user = user
    attempt.policy = 1
    attempt.phone = user
    attempt.status = status
    attempt.createdAt = midnight + start * 1000
    attempt.startedAt = attempt.createdAt
    attempt.endedAt = lasts.map { midnight + (start + $0) * 1000 }
    attempt.isAnswered = dial != nil
    attempt.dialSeconds = dial ?? 0
    attempt.costMicrocents = cost
    return attempt
  }

  static func report(
    _ grouping: ReportRequest.Grouping,
    from source: MemorySource = source,
    filters: [AttemptFilter] = [],
    costBasis: CostBasis = .effective,
    period: Period = Period(from: nil, to: nil, zone: .utc)
  ) throws -> Report {
    try ReportBuilder(source: source).report(
      for: ReportRequest(
        title: "Small",
        groupings: [grouping],
        period: period,
        filters: filters,
        costBasis: costBasis
      )
    )
  }

  static func table(
    by dimensions: [Dimension],
    _ metrics: [Metric] = [.attempts],
    sort: RowOrder? = nil,
    top: Int? = nil,
    from source: MemorySource = source,
    filters: [AttemptFilter] = []
  ) throws -> Table {
    try report(
      .init(dimensions: dimensions, metrics: metrics, sort: sort, top: top),
      from: source,
      filters: filters
    ).tables[0]
  }
}

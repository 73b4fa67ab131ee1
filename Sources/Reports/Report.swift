/// Everything a finished report says, independent of the format it is written in.
package struct Report: Sendable {
  /// A filter as the user gave it, such as `user` = `["ana@example.com"]`.
  package struct Filter: Sendable, Hashable {
    /// `user`, or `not_user` where negated.
    package var name: String
    package var values: [String]

    package init(name: String, values: [String]) {
      self.name = name
      self.values = values
    }
  }

  /// The half-open span the report covers; an absent end is unbounded.
  package struct Period: Sendable, Hashable {
    package var from: Instant?
    package var to: Instant?
    /// The IANA name of the zone that days and months end in.
    package var timeZone: String
    /// `from` and `to` as a person in that zone would write them, and the zone, such as
    /// `2026-09-01 00:00 to 2026-10-01 00:00 (UTC)`.
    package var localText: String

    package init(from: Instant?, to: Instant?, timeZone: String, localText: String) {
      self.from = from
      self.to = to
      self.timeZone = timeZone
      self.localText = localText
    }
  }

  /// One figure of the quality line: rows a reader should know of before trusting the numbers.
  package struct QualityCount: Sendable, Hashable {
    /// The key in JSON, such as `stale_attempts`.
    package var name: String
    /// The words for people, as a label: `Stale attempts`.
    package var title: String
    package var count: Int64
    /// What to do about it, one sentence.
    package var advice: String

    package init(name: String, title: String, count: Int64, advice: String) {
      self.name = name
      self.title = title
      self.count = count
      self.advice = advice
    }
  }

  /// How much of the cost comes from one source.
  package struct CostShare: Sendable, Hashable {
    /// `carrier`, `recorded` or `rated`.
    package var source: String
    /// How many attempts have their cost from it.
    package var attempts: Int64
    package var dollars: FixedDecimal

    package init(source: String, attempts: Int64, dollars: FixedDecimal) {
      self.source = source
      self.attempts = attempts
      self.dollars = dollars
    }
  }

  package var title: String
  /// Dimensions of the first table.
  package var by: [String]
  package var filters: [Filter]
  /// Which cost is reported: `effective`, `recorded`, `carrier` or `rated`.
  package var cost: String
  /// The rate card that attempts are rated by, such as `twilio@3`; nil where none is.
  package var rateCard: String?
  /// Where the cost of all attempts comes from; empty where that need not be said.
  package var costShares: [CostShare]
  package var period: Period
  /// The newest `updatedAt` among the attempts in the store; nil where there are none.
  package var asOf: Instant?
  /// The first is the main one; a definition may ask for more groupings of the same attempts.
  package var tables: [Table]
  package var charts: [Chart]
  package var quality: [QualityCount]
  package var warnings: [String]

  package init(
    title: String,
    by: [String],
    filters: [Filter],
    cost: String,
    rateCard: String? = nil,
    costShares: [CostShare] = [],
    period: Period,
    asOf: Instant?,
    tables: [Table],
    charts: [Chart] = [],
    quality: [QualityCount] = [],
    warnings: [String] = []
  ) {
    self.title = title
    self.by = by
    self.filters = filters
    self.cost = cost
    self.rateCard = rateCard
    self.costShares = costShares
    self.period = period
    self.asOf = asOf
    self.tables = tables
    self.charts = charts
    self.quality = quality
    self.warnings = warnings
  }
}

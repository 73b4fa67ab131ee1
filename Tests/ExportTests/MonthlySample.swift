import Reports

extension Sample {
  /// A month of calls by user and by day, as `calltally report` would state it.
  static let monthly = Report(
    title: "On-call phone & cost: March 2026",
    by: ["user"],
    filters: [
      Report.Filter(name: "policy", values: ["Front desk", "Night \"line\""]),
      Report.Filter(name: "not_user", values: ["bot@example.com"]),
    ],
    cost: "effective",
    period: period,
    asOf: asOf,
    tables: [byUser, byDay],
    charts: [
      Chart(
        title: "Cost by day",
        style: .columns,
        column: metrics[10],
        categories: (1...31).map { String($0) },
        values: (1...31).map(dayCost)
      ),
      Chart(
        title: "Attempts by user",
        style: .bars,
        column: metrics[0],
        categories: ["Ana Ortiz", "Björn Ångström", "田中さん", "(none)"],
        values: [.integer(1204), .integer(310), .integer(87), .integer(12)]
      ),
    ],
    quality: [
      Report.QualityCount(
        name: "stale_attempts",
        title: "Stale attempts",
        count: 3,
        advice: "Nobody's phone is ringing any more; they are left out of the rates."
      ),
      Report.QualityCount(
        name: "status_conflicts",
        title: "Status conflicts",
        count: 0,
        advice: "None."
      ),
    ],
    warnings: [
      "14 calls were rejected before anybody's phone rang, so the call answer rate flatters.",
      "Cost is known for 1,500 of 1,613 attempts.",
    ]
  )

  private static func dayCost(_ day: Int64) -> Value {
    day == 12 ? .null : dollars((day * 37 % 23 + 4) * 12_345_678)
  }

  static func dollars(_ micros: Int64) -> Value {
    .decimal(FixedDecimal(unscaled: micros, scale: 8))
  }

  private static func decimal(_ unscaled: Int64, _ scale: Int) -> Value {
    .decimal(FixedDecimal(unscaled: unscaled, scale: scale))
  }

  private static let user = [
    Column(
      name: "user_id",
      title: "User id",
      unit: .identifier,
      definition: "The user's id.",
      isDimension: true
    ),
    Column(
      name: "user_name",
      title: "User",
      unit: .text,
      definition: "The user whose phone rang.",
      isDimension: true
    ),
  ]

  static let metrics: [Column] = [
    Column(
      name: "attempts",
      title: "Attempts",
      unit: .count,
      total: .sum,
      definition: "Rings of a user's phone."
    ),
    Column(
      name: "calls",
      title: "Calls",
      unit: .count,
      total: .value,
      definition: "Distinct calls among the attempts."
    ),
    Column(
      name: "answered_attempts",
      title: "Answered attempts",
      unit: .count,
      total: .sum,
      definition: "Attempts that were answered."
    ),
    Column(
      name: "attempt_answer_rate",
      title: "Attempt answer rate",
      unit: .rate,
      total: .quotient(dividend: "answered_attempts", divisors: ["attempts"]),
      definition: "Answered attempts divided by closed attempts."
    ),
    Column(
      name: "answered_calls",
      title: "Answered calls",
      unit: .count,
      total: .value,
      definition: "Calls with at least one answered attempt in this group."
    ),
    Column(
      name: "call_answer_rate",
      title: "Call answer rate",
      unit: .rate,
      total: .quotient(dividend: "answered_calls", divisors: ["closed_calls"]),
      definition: "Answered calls divided by calls that are not still ringing."
    ),
    Column(
      name: "dial_seconds_total",
      title: "Dial time",
      unit: .seconds,
      total: .sum,
      definition: "Talk time of the answered attempts."
    ),
    Column(
      name: "dial_seconds_average",
      title: "Average dial time",
      unit: .fractionalSeconds(decimals: 4...4),
      total: .quotient(dividend: "dial_seconds_total", divisors: ["answered_attempts"]),
      definition: "Talk time divided by answered attempts."
    ),
    Column(
      name: "dial_seconds_p50",
      title: "Median dial time",
      unit: .fractionalSeconds(decimals: 0...4),
      total: .value,
      definition: "Half of the answered attempts talked no longer."
    ),
    Column(
      name: "dial_seconds_p95",
      title: "95th percentile dial time",
      unit: .fractionalSeconds(decimals: 0...4),
      total: .value,
      definition: "95 of 100 answered attempts talked no longer."
    ),
    Column(
      name: "cost_usd",
      title: "Cost USD",
      unit: .dollars,
      total: .sum,
      definition: "Sum of the known costs."
    ),
    Column(
      name: "cost_per_dial_minute_usd",
      title: "Cost per dial minute USD",
      unit: .dollarsPerUnit,
      total: .quotient(dividend: "cost_usd", divisors: ["dial_seconds_total"]),
      definition: "Cost divided by minutes of talk."
    ),
  ]

  private static func row(
    _ attempts: Int64,
    _ calls: Int64,
    _ answered: Int64,
    _ dialSeconds: Int64,
    _ cost: Int64
  ) -> [Value] {
    [
      .integer(attempts), .integer(calls), .integer(answered),
      rate(answered, attempts), .integer(min(answered, calls)),
      rate(min(answered, calls), calls), .integer(dialSeconds),
      ratio(dialSeconds, answered, 4), answered == 0 ? .null : decimal(615, 1),
      answered == 0 ? .null : decimal(4_123_625, 4),
      cost < 0 ? .null : dollars(cost),
      cost < 0 ? .null : ratio(cost * 60, dialSeconds * 100_000_000, 6),
    ]
  }

  private static func rate(_ part: Int64, _ whole: Int64) -> Value {
    Ratio(part, of: whole, decimals: 6).map(Value.ratio) ?? .null
  }

  private static func ratio(_ dividend: Int64, _ divisor: Int64, _ scale: Int) -> Value {
    FixedDecimal(rounding: Int128(dividend), dividedBy: Int128(divisor), scale: scale)
      .map { .decimal($0) } ?? .null
  }

  private static let byUser = Table(
    name: "By user",
    by: ["user"],
    columns: user + metrics,
    rows: [
      [.text("0d7c1b1e-5f0e-4b57-9d0c-000000000001"), .text("Ana Ortiz")]
        + row(1204, 1100, 903, 123_456, 18_234_500_000),
      [.text("0d7c1b1e-5f0e-4b57-9d0c-000000000002"), .text("Björn Ångström")]
        + row(310, 300, 101, 9_001, 1_234_567_891),
      [.text("0d7c1b1e-5f0e-4b57-9d0c-000000000003"), .text("田中さん")]
        + row(87, 87, 19, 12, 850_000_000),
      [.null, .text("(none)")] + row(12, 12, 0, 0, -1),
    ],
    totals: [.null, .null] + row(1613, 1350, 1023, 132_469, 20_319_067_891)
  )

  private static let byDay = Table(
    name: "By day",
    by: ["day"],
    columns: [Column(name: "day", title: "Day", unit: .day, isDimension: true)]
      + Array(metrics[0...3]),
    rows: (1...31).map(dayRow),
    totals: [.null] + Array(row(183, 140, 84, 0, 0)[0...3])
  )

  private static func dayRow(_ day: Int) -> [Value] {
    let attempts = Int64(day * 7 % 13)
    let name = "2026-03-" + (day < 10 ? "0" : "") + String(day)
    return [.text(name)] + Array(row(attempts, 5, attempts / 2, 0, 0)[0...3])
  }
}

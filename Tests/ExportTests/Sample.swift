import Reports

/// Reports that the tests of every format write.
enum Sample {
  static let asOf = Instant(milliseconds: 1_780_452_003_713)

  static let period = Report.Period(
    from: Instant(milliseconds: 1_772_341_200_000),
    to: Instant(milliseconds: 1_775_016_000_000),
    timeZone: "America/New_York",
    localText: "2026-03-01 00:00 to 2026-04-01 00:00 (America/New_York)"
  )

  /// Every kind of value beside every text that has ever broken an exporter.
  static let nasty = report(
    Table(
      name: "Nasty",
      by: [],
      columns: [
        Column(name: "text", title: "Text", unit: .text),
        Column(name: "number", title: "Number", unit: .count),
        Column(name: "cost_usd", title: "Cost", unit: .dollars),
        Column(name: "at", title: "At", unit: .instant),
        Column(name: "is_answered", title: "Answered", unit: .boolean),
      ],
      rows: texts.enumerated().map { index, text in
        [
          .text(text), numbers[index % 4], amounts[index % 4], moments[index % 4],
          truths[index % 3],
        ]
      } + [[.null, .null, .null, .null, .null]]
    )
  )

  static let texts = [
    "", "plain", "a,b", "say \"hi\"", "two\nlines", "tab\there", "\r\n", "\u{1B}[31mred", "\0nul",
    "👩‍👩‍👧 café", "日本語", "\u{202E}right to left", "עברית", "=cmd|' /C calc'!A0", "-1",
    "+15551234567", "+1 555", "@SUM(A1)", "\t=1+1", " \n=1+1", "\u{FEFF}=1", "＝1+1", "_x0041_",
    "back\\slash", "https://example.com", "\u{FFFF}",
  ]

  private static let numbers: [Value] = [
    .integer(0), .integer(.max), .integer(.min), .integer(-1234),
  ]
  private static let amounts: [Value] = [
    .decimal(FixedDecimal(unscaled: 0, scale: 8)),
    .decimal(FixedDecimal(unscaled: .max, scale: 8)),
    .decimal(FixedDecimal(unscaled: .min, scale: 8)),
    .decimal(FixedDecimal(unscaled: -12_500_000, scale: 8)),
  ]
  private static let moments: [Value] = [
    .instant(Instant(milliseconds: 0), offsetSeconds: 0),
    .instant(.earliest, offsetSeconds: 0),
    .instant(.latest, offsetSeconds: 0),
    .instant(Instant(milliseconds: 1_772_956_799_999), offsetSeconds: -18_000),
  ]
  private static let truths: [Value] = [.boolean(true), .boolean(false), .null]

  /// A report that says where its cost comes from.
  static var shares: Report {
    var report = report()
    report.costShares = [
      Report.CostShare(
        source: "carrier",
        attempts: 1200,
        dollars: FixedDecimal(unscaled: 123_450_000_000, scale: 8)
      ),
      Report.CostShare(
        source: "rated",
        attempts: 1,
        dollars: FixedDecimal(unscaled: -1, scale: 8)
      ),
    ]
    return report
  }

  static func report(_ tables: Table...) -> Report {
    Report(
      title: "Sample",
      by: tables.first?.by ?? [],
      filters: [],
      cost: "effective",
      period: period,
      asOf: asOf,
      tables: tables
    )
  }
}

package import Reports
internal import SQLite

extension Store {
  /// All versions of all cards.
  package func rateCardList() throws -> Report {
    var report = try listReport(
      title: "Rate cards",
      columns: [
        Column(name: "card", title: "Card", unit: .text),
        Column(name: "version", title: "Version", unit: .ordinal),
        Column(name: "rates", title: "Rates", unit: .count),
        Column(name: "source", title: "File", unit: .text),
      ]
    )
    guard try RateCardTable.exists(in: database) else { return report }
    let rows = try database.prepare(
      "SELECT name, version, (SELECT count(*) FROM rate WHERE card = rate_card.number), source "
        + "FROM rate_card ORDER BY name, version"
    )
    while try rows.step() {
      report.tables[0].rows.append([
        .text(rows.text(0)), .integer(rows.integer(1)), .integer(rows.integer(2)),
        .text(rows.text(3)),
      ])
    }
    return report
  }

  /// The rates of one card, under the names and in the order of the file they can be imported from.
  package func rateList(of card: RateCard) throws -> Report {
    var report = try listReport(title: "Rates of \(card.label)", columns: Self.rateColumns)
    report.rateCard = card.label
    report.tables[0].rows = card.rates.map { rate in
      let terms = rate.terms
      let days = [terms.validFrom, terms.validTo].map { milliseconds -> Value in
        milliseconds == .min || milliseconds == .max
          ? .null : .text(RateSpans.text(milliseconds))
      }
      return [
        .text(rate.prefix), .text(rate.description), Self.dollars(terms.microcentsPerMinute),
        Self.dollars(terms.feeMicrocents), .integer(terms.initialSeconds),
        .integer(terms.incrementSeconds), .integer(terms.minimumSeconds),
        .text(rate.direction.rawValue), days[0], days[1],
        Self.dollars(terms.unansweredFeeMicrocents),
      ]
    }
    return report
  }

  private static let rateColumns = [
    Column(name: "prefix", title: "Prefix", unit: .text),
    Column(name: "description", title: "Description", unit: .text),
    Column(name: "rate_usd_per_minute", title: "Per minute", unit: .dollars),
    Column(name: "connection_fee_usd", title: "Fee", unit: .dollars),
    Column(name: "initial_seconds", title: "Initial", unit: .ordinal),
    Column(name: "increment_seconds", title: "Increment", unit: .ordinal),
    Column(name: "minimum_seconds", title: "Minimum", unit: .ordinal),
    Column(name: "direction", title: "Direction", unit: .text),
    Column(name: "valid_from", title: "Valid from", unit: .text),
    Column(name: "valid_to", title: "Valid to", unit: .text),
    Column(name: "unanswered_fee_usd", title: "Unanswered", unit: .dollars),
  ]

  private static func dollars(_ microcents: Int64) -> Value {
    .decimal(FixedDecimal(unscaled: microcents, scale: 8))
  }
}

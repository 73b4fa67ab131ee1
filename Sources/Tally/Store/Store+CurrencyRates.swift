package import Reports
internal import SQLite

extension Store {
  /// What other currencies are worth, as far as it has been imported.
  package func currencyRates() throws -> CurrencyRates {
    try CurrencyRates(in: database)
  }

  /// The rates as a list, by currency and month.
  package func currencyList() throws -> Report {
    var report = try listReport(
      title: "Currency rates",
      columns: [
        Column(name: "currency", title: "Currency", unit: .text),
        Column(name: "month", title: "Month", unit: .month),
        Column(name: "usd_per_unit", title: "US dollars for one", unit: .number),
      ]
    )
    guard try hasTable("currency_rate") else { return report }
    let rows = try database.prepare(
      "SELECT currency, month, usd_per_unit FROM currency_rate ORDER BY currency, month"
    )
    while try rows.step() {
      let dollars = PriceText.decimal(rows.text(2)).map(Value.decimal) ?? .null
      report.tables[0].rows.append([.text(rows.text(0)), .text(rows.text(1)), dollars])
    }
    return report
  }

  /// A report of one table without figures of attempts.
  func listReport(title: String, columns: [Column]) throws -> Report {
    Report(
      title: title,
      by: [],
      filters: [],
      cost: CostBasis.effective.rawValue,
      period: Report.Period(from: nil, to: nil, timeZone: "UTC", localText: "all time (UTC)"),
      asOf: try asOf(),
      tables: [Table(name: title, by: [], columns: columns)]
    )
  }
}

extension CurrencyRates {
  /// Reads them from a store that may be open for writing.
  init(in database: borrowing Database) throws {
    self.init()
    let exists = try database.integer(
      "SELECT count(*) FROM sqlite_schema WHERE name = 'currency_rate'"
    )
    guard exists != 0 else { return }
    let rows = try database.prepare("SELECT currency, month, usd_per_unit FROM currency_rate")
    while try rows.step() {
      guard let month = CivilMonth(rows.text(1)), let dollars = PriceText.decimal(rows.text(2))
      else { continue }
      set(dollars, of: rows.text(0), in: month)
    }
  }
}

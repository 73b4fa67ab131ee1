internal import Reports
internal import SQLite

/// A file of monthly currency rates: CSV with the columns month, currency and usd_per_unit.
package struct CurrencyFile: Sendable {
  struct Rate: Sendable, Hashable {
    let currency: String
    let month: CivilMonth
    let dollars: FixedDecimal
  }

  /// What an import came to.
  package struct Summary: Sendable, Hashable {
    package var added = 0
    package var unchanged = 0
    /// Each as `EUR of 2026-10: 1.08 became 1.09`.
    package var changes: [String] = []
  }

  private(set) var rates: [Rate] = []

  private static let columns = ["month", "currency", "usd_per_unit"]

  /// - Throws: ``PriceTableError`` with all that is wrong; what reading the file throws.
  package init(path: String) throws {
    let table = try PriceTable(path: path)
    let places = Self.columns.compactMap(table.column)
    guard places.count == Self.columns.count else {
      let message =
        "the header has \(table.header.joined(separator: ",")), expected month,currency,usd_per_unit"
      throw PriceTableError(path: path, problems: [.init(line: 1, message: message)])
    }
    var problems: [PriceTableError.Problem] = []
    var lines: [[String]: Int] = [:]
    for row in table.rows {
      let cells = places.map { row.cells[$0] }
      do throws(Mistake) {
        let rate = try Self.rate(cells)
        if let line = lines.updateValue(row.line, forKey: [rate.currency, "\(rate.month)"]) {
          throw Mistake(message: "\(rate.currency) of \(rate.month) is in line \(line) already")
        }
        rates.append(rate)
      } catch {
        problems.append(.init(line: row.line, message: error.message))
      }
    }
    guard problems.isEmpty else { throw PriceTableError(path: path, problems: problems) }
  }

  private struct Mistake: Error { let message: String }

  private static func rate(_ cells: [String]) throws(Mistake) -> Rate {
    guard let month = CivilMonth(cells[0]) else {
      throw Mistake(message: "month is '\(cells[0])', expected one such as 2026-10")
    }
    let currency = cells[1].uppercased()
    guard currency.utf8.count == 3, currency.utf8.allSatisfy({ 65...90 ~= $0 }) else {
      throw Mistake(message: "currency is '\(cells[1])', expected three letters such as EUR")
    }
    guard currency != "USD" else {
      throw Mistake(message: "a US dollar is worth one US dollar, and needs no rate")
    }
    guard let dollars = PriceText.decimal(cells[2]), dollars.unscaled > 0 else {
      throw Mistake(
        message: "usd_per_unit is '\(cells[2])', expected a number above 0 such as 1.0842"
      )
    }
    return Rate(currency: currency, month: month, dollars: dollars)
  }

  /// Takes the rates into a store; a rate that is there already and differs is replaced.
  package func write(to change: StoreChange) throws -> Summary {
    var summary = Summary()
    let find = try change.database.prepare(
      "SELECT usd_per_unit FROM currency_rate WHERE currency = ?1 AND month = ?2"
    )
    let write = try change.database.prepare(
      "INSERT OR REPLACE INTO currency_rate VALUES (?1, ?2, ?3)"
    )
    for rate in rates {
      let text = rate.dollars.text(decimals: 0...18)
      find.bind(rate.currency, at: 1)
      find.bind(rate.month.description, at: 2)
      let known = try find.step() ? find.text(0) : nil
      find.reset()
      switch known {
      case nil: summary.added += 1
      case text?:
        summary.unchanged += 1
        continue
      case let known?:
        summary.changes.append("\(rate.currency) of \(rate.month): \(known) became \(text)")
      }
      write.bind(rate.currency, at: 1)
      write.bind(rate.month.description, at: 2)
      write.bind(text, at: 3)
      try write.run()
    }
    return summary
  }
}

/// A voice price list as Twilio publishes it, with the columns
/// `ISO,Country,Description,Price / min,Origination Prefixes,Destination Prefixes`.
///
/// Prices are for begun minutes. Lists of prefixes are separated by commas. A line with origination
/// prefixes is for calls whose caller ID begins with one of them, others are for all other calls.
struct TwilioPriceList {
  private let table: PriceTable
  private let price: Int
  private let destinations: Int
  private let originations: Int?
  private let description: Int?

  /// Nil where the file is no such list.
  init?(_ table: PriceTable) {
    guard let price = table.column("price / min"),
      let destinations = table.column("destination prefixes") ?? table.column("prefixes")
    else { return nil }
    self.table = table
    self.price = price
    self.destinations = destinations
    originations = table.column("origination prefixes")
    description = table.column("description")
  }

  /// The rates for calls with a caller ID that begins so; nil for those of all other calls.
  func rates(
    origination: String?
  ) -> (rates: [Rate], warnings: [String], problems: [PriceTableError.Problem]) {
    var problems: [PriceTableError.Problem] = []
    var leftOut = 0
    /// By destination, the line whose origination prefix is the longest that fits.
    var best: [String: (length: Int, rate: Rate)] = [:]
    var order: [String] = []
    for row in table.rows {
      guard let length = fit(row, origination) else {
        leftOut += 1
        continue
      }
      do throws(RateFile.Mistake) {
        let price = try RateFile.price(row.cells[price], "Price / min")
        for destination in Self.list(row.cells[destinations]) {
          let rate = Rate(
            line: row.line,
            prefix: try RateFile.prefix(destination),
            description: description.map { row.cells[$0] } ?? "",
            direction: .outbound,
            terms: Self.terms(price)
          )
          if let known = best[rate.prefix] {
            guard length >= known.length else { continue }
          } else {
            order.append(rate.prefix)
          }
          best[rate.prefix] = (length, rate)
        }
      } catch {
        problems.append(.init(line: row.line, message: error.message))
      }
    }
    var warnings: [String] = []
    if leftOut > 0 {
      warnings.append(
        "\(leftOut) lines are for certain caller IDs and were left out; say what the caller IDs "
          + "of your calls begin with by --origination, such as 1, where they count"
      )
    }
    return (order.compactMap { best[$0]?.rate }, warnings, problems)
  }

  /// How many digits of the caller ID the line asks for, 0 for any; nil where it is not for it.
  private func fit(_ row: PriceTable.Row, _ origination: String?) -> Int? {
    let prefixes = originations.map { Self.list(row.cells[$0]) } ?? []
    guard !prefixes.isEmpty, !prefixes.contains("ALL"), !prefixes.contains("ROW") else { return 0 }
    guard let origination else { return nil }
    return prefixes.filter { origination.hasPrefix($0) }.map(\.utf8.count).max()
  }

  private static func list(_ text: String) -> [String] {
    text.split { $0 == "," || $0 == ";" || $0 == " " }.map(String.init)
  }

  private static func terms(_ microcentsPerMinute: Int64) -> RateTerms {
    RateTerms(
      microcentsPerMinute: microcentsPerMinute,
      feeMicrocents: 0,
      initialSeconds: 60,
      incrementSeconds: 60,
      minimumSeconds: 0,
      unansweredFeeMicrocents: 0,
      validFrom: .min,
      validTo: .max
    )
  }
}

internal import Reports

/// A file of rates: a card of our own, or a voice price list as Twilio publishes it.
package struct RateFile: Sendable {
  /// In the order of the file.
  package private(set) var rates: [Rate] = []
  /// What a reader should know: overlaps, gaps, and lines that were left out.
  package private(set) var warnings: [String] = []
  let path: String

  struct Mistake: Error { let message: String }

  /// Columns that have to be there; the others have defaults.
  private static let required = ["prefix", "rate_usd_per_minute"]
  private static let optional = [
    "description", "connection_fee_usd", "initial_seconds", "increment_seconds",
    "minimum_seconds", "direction", "valid_from", "valid_to", "unanswered_fee_usd",
  ]
  /// In the order in which cards are written.
  package static let columns = [
    "prefix", "description", "rate_usd_per_minute", "connection_fee_usd", "initial_seconds",
    "increment_seconds", "minimum_seconds", "direction", "valid_from", "valid_to",
    "unanswered_fee_usd",
  ]

  /// Reads a file of either kind.
  ///
  /// `origination` are the digits that the number begins with that callers of users see, for
  /// Twilio's prices that depend on it; nil for the prices of all other numbers.
  /// - Throws: ``PriceTableError`` with all that is wrong; what reading the file throws.
  package init(path: String, origination: String?) throws {
    self.path = path
    let table = try PriceTable(path: path)
    var problems: [PriceTableError.Problem] = []
    if let list = TwilioPriceList(table) {
      (rates, warnings, problems) = list.rates(origination: origination)
    } else {
      try checkHeader(table)
      for row in table.rows {
        do throws(Mistake) {
          rates.append(
            try Self.rate(row) { name in table.column(name).map { row.cells[$0] } ?? "" }
          )
        } catch {
          problems.append(.init(line: row.line, message: error.message))
        }
      }
    }
    guard problems.isEmpty else { throw PriceTableError(path: path, problems: problems) }
    guard !rates.isEmpty else {
      throw PriceTableError(path: path, problems: [.init(line: 1, message: "there is no rate")])
    }
    warnings += RateSpans.warnings(of: rates)
  }

  private func checkHeader(_ table: PriceTable) throws {
    let missing = Self.required.filter { table.column($0) == nil }
    let unknown = table.header.filter { !(Self.required + Self.optional).contains($0) }
    let repeated = Set(table.header).count < table.header.count
    guard !missing.isEmpty || !unknown.isEmpty || repeated else { return }
    let message =
      !missing.isEmpty
      ? "the header lacks \(missing.joined(separator: " and "))"
      : unknown.isEmpty
        ? "the header has a column twice" : "there is no column '\(unknown[0])' in rate cards"
    throw PriceTableError(
      path: path,
      problems: [
        .init(line: 1, message: message + "; expected \(Self.columns.joined(separator: ","))")
      ]
    )
  }

  private static func rate(
    _ row: PriceTable.Row,
    _ cell: (String) -> String
  ) throws(Mistake) -> Rate {
    let prefix = try Self.prefix(cell("prefix"))
    let direction = cell("direction").lowercased()
    guard let direction = direction.isEmpty ? .outbound : Rate.Direction(rawValue: direction) else {
      throw Mistake(message: "direction is '\(direction)', expected outbound or inbound")
    }
    let terms = RateTerms(
      microcentsPerMinute: try price(cell("rate_usd_per_minute"), "rate_usd_per_minute"),
      feeMicrocents: try price(cell("connection_fee_usd"), "connection_fee_usd", default: 0),
      initialSeconds: try seconds(cell("initial_seconds"), "initial_seconds", default: 60),
      incrementSeconds: try seconds(
        cell("increment_seconds"),
        "increment_seconds",
        default: 60,
        least: 1
      ),
      minimumSeconds: try seconds(cell("minimum_seconds"), "minimum_seconds", default: 0),
      unansweredFeeMicrocents: try price(
        cell("unanswered_fee_usd"),
        "unanswered_fee_usd",
        default: 0
      ),
      validFrom: try instant(cell("valid_from"), "valid_from") ?? .min,
      validTo: try instant(cell("valid_to"), "valid_to") ?? .max
    )
    guard terms.validFrom < terms.validTo else {
      throw Mistake(
        message: "valid_to is not after valid_from: it is the first day on which the rate "
          + "does not count any more"
      )
    }
    return Rate(
      line: row.line,
      prefix: prefix,
      description: cell("description"),
      direction: direction,
      terms: terms
    )
  }

  static func prefix(_ text: String) throws(Mistake) -> String {
    let digits = text.hasPrefix("+") ? text.dropFirst() : text[...]
    guard 1...15 ~= digits.utf8.count, digits.utf8.allSatisfy({ $0 &- 48 < 10 }),
      digits.utf8.first != 48
    else {
      throw Mistake(message: "prefix is '\(text)', expected digits such as 44 or 1787")
    }
    return String(digits)
  }

  static func price(
    _ text: String,
    _ name: String,
    default missing: Int64? = nil
  ) throws(Mistake) -> Int64 {
    if text.isEmpty, let missing { return missing }
    guard let microcents = PriceText.microcents(text) else {
      throw Mistake(
        message: "\(name) is '\(text)', expected US dollars such as 0.0140, "
          + "with at most 8 digits behind the point"
      )
    }
    guard 0...RateTerms.mostMicrocents ~= microcents else {
      throw Mistake(message: "\(name) is '\(text)', expected 0 to 1000 dollars")
    }
    return microcents
  }

  private static func seconds(
    _ text: String,
    _ name: String,
    default missing: Int64,
    least: Int64 = 0
  ) throws(Mistake) -> Int64 {
    if text.isEmpty { return missing }
    guard text.utf8.allSatisfy({ $0 &- 48 < 10 }), let seconds = Int64(text),
      least...RateTerms.mostSeconds ~= seconds
    else {
      throw Mistake(
        message: "\(name) is '\(text)', expected whole seconds of \(least) to "
          + "\(RateTerms.mostSeconds)"
      )
    }
    return seconds
  }

  /// UTC milliseconds; nil for an empty text.
  private static func instant(_ text: String, _ name: String) throws(Mistake) -> Int64? {
    if text.isEmpty { return nil }
    do throws(PeriodError) {
      return try PeriodBound(text).instant(in: .utc).milliseconds
    } catch {
      throw Mistake(message: "\(name) is '\(text)', expected a day such as 2026-10-01 (UTC)")
    }
  }
}

extension RateFile {
  /// Takes the rates into a store as a new version, unless the newest one is the same.
  package func write(
    to change: StoreChange,
    named name: String
  ) throws -> (version: Int64, isNew: Bool) {
    guard RateCardChoice.isName(name) else { throw RateCardError.badName(name) }
    return try RateCardTable.add(rates, named: name, source: path, in: change.database)
  }

  /// What a card is called after its file: `cards/twilio.csv` is twilio.
  package static func name(ofPath path: String) -> String {
    let file = path.split(separator: "/").last ?? path[...]
    return String(file.prefix(upTo: file.firstIndex(of: ".") ?? file.endIndex))
  }
}

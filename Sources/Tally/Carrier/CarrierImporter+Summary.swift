extension CarrierImporter {
  /// What was done, and what there is to be told of it.
  func summarize(_ summary: CarrierSummary, pages: (followed: Int, last: Int)) -> CarrierSummary {
    var summary = summary
    let accounts = summary.accounts.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    if accounts.count > 1, summary.counters.skipped == 0 {
      summary.warnings.append(
        "records of several accounts were taken in: \(Self.list(accounts)). --account SID keeps one"
      )
    }
    if summary.counters.skipped > 0, summary.counters.read == 0 {
      summary.warnings.append("no record of this account was found: \(Self.list(accounts))")
    }
    let currencies = summary.currencies.filter { !$0.key.isEmpty }
      .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    if currencies.count > 1 {
      summary.warnings.append("prices are in several currencies: \(Self.list(currencies))")
    }
    if decoder.pricesWithoutCurrency > 0 {
      summary.warnings.append(
        "\(decoder.pricesWithoutCurrency) prices came without a currency and count as unknown. "
          + "--currency CODE says which it is"
      )
    }
    if decoder.creditCount > 0 {
      summary.warnings.append(
        "\(decoder.creditCount) prices are above zero, which Twilio writes for what it pays back; "
          + "they were taken as such"
      )
    }
    if pages.followed > 0, pages.last == 0 {
      summary.warnings.append(
        "every page says that another one follows: the last page is missing, and perhaps more"
      )
    }
    let words = decoder.unknownWords.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    if !words.isEmpty {
      summary.warnings.append(
        "Twilio is not known to have these, which were kept: \(Self.list(words))"
      )
    }
    let keys = decoder.unknownKeys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    if !keys.isEmpty {
      summary.warnings.append(
        "fields that Twilio is not known to have were kept: "
          + keys.prefix(10).joined(separator: ", ")
          + (keys.count > 10 ? " and \(keys.count - 10) more" : "")
      )
    }
    return summary
  }

  private static func list(_ counts: [(key: String, value: Int)]) -> String {
    counts.prefix(10).map { "\($0.key.isEmpty ? "(none)" : $0.key) (\($0.value))" }
      .joined(separator: ", ") + (counts.count > 10 ? " and \(counts.count - 10) more" : "")
  }
}

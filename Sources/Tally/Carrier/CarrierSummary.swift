/// What an import of a carrier's records did.
package struct CarrierSummary: Sendable {
  package var counters = RecordCounters()
  /// Records by account, those of accounts that were left out among them.
  package var accounts: [String: Int] = [:]
  /// Records whose price is settled, by currency; an empty one is unknown.
  package var currencies: [String: Int] = [:]
  /// Records whose price is not settled yet.
  package var unsettled = 0
  package var sources: [ImportSummary.Source] = []
  package var warnings: [String] = []
  /// What came of matching the records; nil where there was nothing to match.
  package var matches: MatchSummary?

  package var rejected: Int { counters.rejected }
}

extension CarrierSummary {
  /// The object `carrier import --json` prints.
  package var json: String {
    let sources = sources.map {
      "{\"path\":\(JSONText.quoted($0.path)),\"records\":\($0.records),\"rejected\":\($0.rejected)}"
    }
    return "{\(counters.json),\"unsettled\":\(unsettled),"
      + "\"accounts\":\(Self.json(accounts)),\"currencies\":\(Self.json(currencies)),"
      + "\"matches\":\(matches?.json ?? "null"),"
      + "\"sources\":[\(sources.joined(separator: ","))],"
      + "\"warnings\":[\(warnings.map(JSONText.quoted).joined(separator: ","))]}"
  }

  private static func json(_ counts: [String: Int]) -> String {
    let members = counts.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      .map { "\(JSONText.quoted($0.key)):\($0.value)" }
    return "{\(members.joined(separator: ","))}"
  }

  /// One line for people and logs.
  package var sentence: String {
    let told = counters.told
    return "read \(counters.read) carrier records" + (told.isEmpty ? "" : " (\(told))")
      + (unsettled > 0 ? "; \(unsettled) without a settled price" : "")
      + (counters.skipped > 0 ? "; skipped \(counters.skipped) of other accounts" : "")
      + (matches.map { "\n" + $0.sentence } ?? "")
  }
}

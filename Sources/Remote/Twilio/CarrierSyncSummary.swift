package import Reports
package import Tally

/// What a sync with a carrier did.
package struct CarrierSyncSummary: Sendable {
  /// What became of the records.
  package var records: CarrierSummary
  package var requestCount: Int
  package var retryCount: Int
  /// The first day that was asked for, in UTC; nil for all there are.
  package var from: CivilDate?
  /// The last day that was asked for; nil for all there are.
  package var to: CivilDate?

  /// One line for people and logs, and a second one where records were matched.
  package var sentence: String {
    let retries = retryCount > 0 ? " (\(retryCount) of them repeated)" : ""
    let start = from.map { " from \($0) on" } ?? ""
    let end = to.map { " until \($0)" } ?? ""
    let requests = requestCount == 1 ? "1 request" : "\(requestCount) requests"
    return "\(requests)\(retries)\(start)\(end): \(records.sentence)"
  }

  /// The object `carrier sync --json` prints: that of `carrier import --json`, and what was asked.
  package var json: String {
    let from = from.map { "\"\($0)\"" } ?? "null"
    let to = to.map { "\"\($0)\"" } ?? "null"
    return "{\"requests\":\(requestCount),\"retries\":\(retryCount),\"from\":\(from),\"to\":\(to),"
      + records.json.dropFirst()
  }
}

package import Tally

/// What a sync did.
package struct SyncSummary: Sendable {
  /// What became of the records.
  package var records: ImportSummary
  package var requestCount: Int
  package var retryCount: Int
  /// Lists that the key may not read.
  package var denied: [RecordKind]
  /// Nil where it was not asked for.
  package var verification: SourceVerification?

  /// One line for people and logs.
  package var sentence: String {
    var text = "\(requestCount) requests"
    if retryCount > 0 { text += " (\(retryCount) of them repeated)" }
    text += ": \(records.sentence)"
    if let verification { text += "; \(verification.sentence)" }
    return text
  }

  /// The object `sync --json` prints: that of `import --json`, and what was asked for it.
  package var json: String {
    let denied = denied.map { "\"\($0.rawValue)\"" }.joined(separator: ",")
    let verified = verification?.json ?? "null"
    return "{\"requests\":\(requestCount),\"retries\":\(retryCount),\"denied\":[\(denied)],"
      + "\"verified\":\(verified),"
      + records.json.dropFirst()
  }
}

/// How far a sync with a carrier has come.
package struct CarrierSyncProgress: Sendable {
  package var pageCount: Int
  package var recordCount: Int
}

extension CarrierSyncProgress {
  /// One line for a terminal; how many there will be is not known before the end.
  package var text: String { "\(pageCount) pages, \(recordCount) records" }
}

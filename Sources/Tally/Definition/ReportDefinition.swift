package import Reports

/// A report as a file describes it: what to count, over which time, and where to write it.
package struct ReportDefinition: Sendable, Hashable {
  /// What becomes of the attempts.
  package enum Content: Sendable, Hashable {
    /// One row each.
    case attempts(columns: [AttemptListColumn])
    /// Groups of them, the first table being the main one; there is at least one.
    case tables([TableDefinition])
  }

  /// The name of the file where it does not say.
  package var title: String
  package var description: String?
  /// Nil where the file leaves it to the command line.
  package var timeZone: String?
  package var period: PeriodRequest
  package var content: Content
  package var filters: [Report.Filter]
  /// `effective`, `recorded`, `carrier` or `rated`; nil where the file does not say.
  package var cost: String?
  /// `twilio`, `twilio@3` or `none`; nil where the file does not say.
  package var rateCard: String?
  /// How what calls' inbound legs cost is put on attempts; nil for not at all.
  package var inboundAllocation: InboundAllocation?
  /// Paths with placeholders; see ``OutputName``.
  package var outputs: [String]
}

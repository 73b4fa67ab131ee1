internal import Export
internal import Reports
internal import Tally

/// Streams a list of attempts from a store to files or standard output.
struct AttemptListing {
  var request: AttemptList.Request
  var targets: [OutputTarget]

  func write(from store: Store, in context: Context, _ general: GeneralOptions) throws {
    for target in targets { try target.destination.check() }
    let list = try AttemptList(request, in: store)
    var source = Source(list: list)
    for target in targets {
      try target.write(&source, in: context, isQuiet: general.isQuiet)
    }
  }

  private struct Source: ReportSource {
    let list: AttemptList

    mutating func write(to writer: inout some ReportWriter & ~Copyable) throws -> Report {
      let report = list.report
      try writer.begin(report)
      try writer.beginTable(report.tables[0])
      try list.forEachBatch { try writer.writeBatch($0) }
      try writer.endTable(totals: nil)
      return report
    }
  }
}

import Support

@testable import Tally

/// A folder with a store in it, into which a test imports a carrier's records.
struct CarrierFolder: ~Copyable {
  struct Outcome {
    var summary: CarrierSummary
    var rejects: [Reject]

    var reasons: [RejectReason] { rejects.map(\.reason) }
    var counters: RecordCounters { summary.counters }
  }

  let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  var store: String { directory.file("store") }

  func run(
    _ text: String,
    change: (inout CarrierImporter.Request) -> Void = { _ in }
  ) throws -> Outcome {
    try directory.write(text, to: "input")
    var request = CarrierImporter.Request(paths: [directory.file("input")], storePath: store)
    change(&request)
    var rejects: [Reject] = []
    let summary = try CarrierImporter.run(request, onReject: { rejects.append($0) })
    return Outcome(summary: summary, rejects: rejects)
  }

  func answer(_ sql: String) throws -> [String] {
    try StoreImage.answer(sql, of: store)
  }

  /// All that the table of the carrier's records has, in the order of sids.
  func records() throws -> [String] {
    let columns = CarrierField.allCases.map(\.column).joined(separator: ", ")
    return try answer(
      "SELECT sid, \(columns), stamp, hex(merge_state) FROM carrier_call ORDER BY sid"
    )
  }
}

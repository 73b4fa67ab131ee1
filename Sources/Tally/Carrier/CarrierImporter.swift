/// Takes the call records of a carrier into a store: Twilio's, from files or page by page.
package struct CarrierImporter {
  /// What to import, where to, and how strict to be.
  package struct Request: Sendable {
    /// Files, directories, and `-` for standard input.
    package var paths: [String]
    package var storePath: String
    /// Stop at the first record that cannot be taken in, and import nothing.
    package var isStrict = false
    /// Do everything and keep nothing.
    package var isDryRun = false
    package var lockWaitSeconds = 0
    /// The one account whose records are kept.
    package var account: String?
    /// The currency of prices that come without one.
    package var currency: String?

    package init(paths: [String], storePath: String) {
      self.paths = paths
      self.storePath = storePath
    }
  }

  /// What one response of the carrier's API had in it.
  package struct Page: Sendable {
    package var recordCount: Int
    /// The address of the next page as the response gives it; nil on the last one.
    package var nextPage: String?
  }

  /// Enough that a batch costs little more than its rows.
  static let batchCount = 1 << 15

  let request: Request
  let writer: CarrierWriter
  let onReject: (Reject) throws -> Void
  let onProgress: (ImportProgress) -> Void
  private let entries: [InputFiles.Entry]
  let totalByteCount: Int64
  var finishedByteCount: Int64 = 0
  var recordCount = 0
  var rejectedCount = 0
  private var skippedPaths: [String] = []
  /// Pages that say that another follows, and pages that are the last.
  var pageCounts = (followed: 0, last: 0)
  var batch: [CarrierCall] = []
  var summary = CarrierSummary()
  var decoder = TwilioDecoder()

  /// How far earlier runs have read what is read again and again.
  package var sourceStates: SourceStates { writer.sourceStates }

  /// Opens the store; `sources` names what pages come from where there are no paths.
  package init(
    _ request: Request,
    sources: [String] = [],
    onReject: @escaping (Reject) throws -> Void,
    onProgress: @escaping (ImportProgress) -> Void = { _ in }
  ) throws {
    self.request = request
    self.onReject = onReject
    self.onProgress = onProgress
    decoder.defaultCurrency = request.currency
    entries = try InputFiles.list(request.paths)
    totalByteCount = entries.reduce(0) { $0 + $1.byteCount }
    writer = try CarrierWriter(
      path: request.storePath,
      commit: request.isDryRun ? .never : request.isStrict ? .atEnd : .eachBatch,
      lockWaitSeconds: request.lockWaitSeconds,
      sources: request.paths + sources
    )
  }

  /// Imports all files of a request, to the end.
  ///
  /// `onReject` is told of each record that is not taken in, as it comes, and `onProgress` now and
  /// then how far the import has come.
  package static func run(
    _ request: Request,
    onReject: @escaping (Reject) throws -> Void,
    onProgress: @escaping (ImportProgress) -> Void = { _ in }
  ) throws -> CarrierSummary {
    var importer = try Self(request, onReject: onReject, onProgress: onProgress)
    do {
      for entry in importer.entries { try importer.importInput(entry) }
      return try importer.finish()
    } catch {
      // The error that stopped the import says more than one from undoing it.
      try? importer.rollBack()
      throw error
    }
  }

  /// Takes in one response of the carrier's API; `source` is its address, for messages.
  package mutating func importPage(bytes: [UInt8], source name: String) throws -> Page {
    var source = ImportSummary.Source(path: name, records: 0, rejected: 0)
    var nextPage: String?
    do {
      var stream = JSONStream(BytesSource(bytes), shape: .twilio)
      switch InputForm.detect(try stream.peek()) {
      case .json: nextPage = try importJSON(&stream, nil, &source)
      case .empty: try reject(.emptyInput, "the answer is empty", &source)
      case .refused(let reason, let message): try reject(reason, message, &source)
      default: try reject(.unsupportedForm, "the answer is no JSON", &source)
      }
    } catch let error as InputError {
      try reject(error.reason, error.description, &source)
    }
    summary.sources.append(source)
    return Page(recordCount: source.records, nextPage: nextPage)
  }

  /// Ends the run: all that was taken in is permanent, and `states` with it.
  package mutating func finish(states: [SourceStates.State] = []) throws -> CarrierSummary {
    try flush()
    summary.matches = try writer.finish(states: states)
    summary.counters = counters
    if !skippedPaths.isEmpty {
      summary.warnings.append(
        "files that hold nothing of a carrier were passed over: "
          + skippedPaths.prefix(5).joined(separator: ", ")
          + (skippedPaths.count > 5 ? " and \(skippedPaths.count - 5) more" : "")
      )
    }
    return summarize(summary, pages: pageCounts)
  }

  private var counters: RecordCounters {
    var counters = writer.counters
    counters.rejected = rejectedCount
    counters.skipped = summary.counters.skipped
    return counters
  }

  /// Throws away whatever is not permanent yet.
  package func rollBack() throws {
    try writer.rollBack()
  }

  private mutating func importInput(_ entry: InputFiles.Entry) throws {
    var source = ImportSummary.Source(path: entry.path, records: 0, rejected: 0)
    do {
      let input = try InputStream(path: entry.path)
      var stream = JSONStream(input, shape: .twilio)
      let isNamed = !entry.isFound || InputForm.isDataName(entry.path)
      switch InputForm.detect(try stream.peek()) {
      case .json:
        _ = try importJSON(&stream, input, &source)
      case .empty: try reject(.emptyInput, "this input is empty", &source)
      case .refused(let reason, let message): try reject(reason, message, &source)
      case .archive, .dump:
        try reject(
          .unsupportedForm,
          "this is a dump of a database and nothing of a carrier; import it with 'calltally import'",
          &source
        )
      case .unknown:
        let count = stream.end
        var window = ByteWindow(input, buffer: stream.takeBuffer(), count: count)
        if try !importTable(&window, input, &source, isNamed: isNamed) {
          skippedPaths.append(entry.path)
        }
      }
    } catch let error as InputError {
      try reject(error.reason, error.description, &source)
    }
    summary.sources.append(source)
    finishedByteCount += entry.byteCount
  }
}

internal import PostgreSQL

/// Reads inputs one after another, decodes their records, and hands them to a store in batches.
package struct Importer {
  /// What to import, where to, and how strict to be.
  package struct Request: Sendable {
    /// Files, directories, and `-` for standard input.
    package var paths: [String]
    package var storePath: String
    /// Stop at the first record that cannot be taken in, and import nothing.
    package var isStrict = false
    /// Read databases whole, and not only what has changed since they were read last.
    package var isFull = false
    /// How far before what was read last a database is read again.
    package var lookBackSeconds = 86_400
    /// Do everything and keep nothing.
    package var isDryRun = false
    package var lockWaitSeconds = 0
    /// The id of the one project whose records are kept, or its name where the store knows it.
    package var project: String?
    /// A server whose answers are imported instead of files, for the record.
    var server: String?
    /// Whether records written alike are read by ``AttemptTemplate``; tests do without.
    var usesTemplate = true

    package init(paths: [String], storePath: String) {
      self.paths = paths
      self.storePath = storePath
    }
  }

  /// Enough that a batch costs little more than its rows, and few enough to fit in memory.
  private static let largestBatchCount = 1 << 15

  /// How many records the batch at hand is to have: the first ones are small, so that writing
  /// begins as soon as reading.
  private(set) var batchCount = 1 << 12

  /// What an attempt takes in an input at least, with all its fields: as a row of a dump.
  private static let leastAttemptBytes = 300

  /// For so many attempts room is made before they come; for more, as they come.
  private static let mostExpectedCount = 1_500_000

  let request: Request
  let writer: StoreWriter
  let batchWriter: BatchWriter
  private let onReject: (Reject) throws -> Void
  let onProgress: (ImportProgress) -> Void
  let entries: [InputFiles.Entry]
  let ahead = ReadAhead()
  /// What the beginning of the next input is read into.
  var otherBuffer: [UInt8] = []
  private let totalByteCount: Int64
  /// What the streams of one input after another read into.
  var spareBuffer: [UInt8] = []
  var batch = RecordBatch()
  var decoder = RecordDecoder()
  private var attemptLessons = TemplateLessons<AttemptTemplate>()
  private var callLessons = TemplateLessons<CallTemplate>()
  private(set) var ledger = ListLedger()
  /// Where the records of the list response at hand begin in the batch.
  var pageStart = RecordBatch.Place()
  /// What becomes known of the page at hand, where a server's pages are taken in one by one.
  var pageFacts: PageFacts?
  var summary = ImportSummary()
  /// How far the databases of this run have been read.
  var sourceStates: [SourceStates.State] = []
  private(set) var projectFilter: ProjectFilter?
  private(set) var rejected: [RecordKind: Int] = [:]
  private(set) var skippedPaths: [String] = []
  var finishedByteCount: Int64 = 0
  var recordCount = 0

  /// Runs an import to its end.
  ///
  /// `onReject` is told of each record that is not taken in, as it comes, and `onProgress` now and
  /// then how far the import has come.
  package static func run(
    _ request: Request,
    onReject: @escaping (Reject) throws -> Void,
    onProgress: @escaping (ImportProgress) -> Void = { _ in }
  ) throws -> ImportSummary {
    var importer = try Self(request, onReject: onReject, onProgress: onProgress)
    do {
      importer.batchWriter.start()
      for index in importer.entries.indices { try importer.importInput(index) }
      return try importer.finish()
    } catch {
      importer.stop()
      throw error
    }
  }

  /// Has the last batch written.
  mutating func finish() throws -> ImportSummary {
    try flush()
    try batchWriter.finish()
    try writer.finish(states: sourceStates)
    return summarize()
  }

  /// Gives up what is not permanent yet.
  func stop() {
    batchWriter.stop()
    // The error that stopped the import says more than one from undoing it.
    try? writer.rollBack()
  }

  init(
    _ request: Request,
    onReject: @escaping (Reject) throws -> Void,
    onProgress: @escaping (ImportProgress) -> Void
  ) throws {
    self.request = request
    self.onReject = onReject
    self.onProgress = onProgress
    entries = try InputFiles.list(request.paths)
    projectFilter = try request.project.map {
      try ProjectFilter($0, storePath: request.storePath)
    }
    totalByteCount = entries.reduce(0) { $0 + $1.byteCount }
    let writer = try StoreWriter(
      path: request.storePath,
      commit: request.isDryRun ? .never : request.isStrict ? .atEnd : .eachBatch,
      lockWaitSeconds: request.lockWaitSeconds,
      sources: try request.server.map { [$0] } ?? request.paths.map(Self.shown),
      appearsWhole: request.server == nil
    )
    writer.expectedCount = min(
      Int(totalByteCount) / Self.leastAttemptBytes,
      Self.mostExpectedCount
    )
    self.writer = writer
    batchWriter = BatchWriter(writer)
    batch.leavesFingerprints = !writer.isFresh
  }

  private mutating func importInput(_ index: Int) throws {
    let entry = entries[index]
    if ServerAddress.isOne(entry.path) { return try importServer(entry.path) }
    var source = ImportSummary.Source(path: entry.path, records: 0, rejected: 0)
    do {
      let input = try openInput(index)
      var stream = JSONStream(input, buffer: spareBuffer)
      spareBuffer = []
      readAhead(behind: index)
      defer { if spareBuffer.isEmpty { spareBuffer = stream.takeBuffer() } }
      switch InputForm.detect(try stream.peek()) {
      case .json: try importJSON(&stream, input, &source)
      case .archive:
        let start = Array(stream.buffer[..<stream.end])
        spareBuffer = stream.takeBuffer()
        try importArchive(ArchiveBytes(input, start), &source)
      case .dump:
        let count = stream.end
        var window = ByteWindow(input, buffer: stream.takeBuffer(), count: count)
        defer { spareBuffer = window.takeBuffer() }
        let isNamed = !entry.isFound || InputForm.isDataName(entry.path)
        if try !importDump(&window, input, &source, isNamed: isNamed) {
          skippedPaths.append(entry.path)
        }
      case .empty: try reject(.emptyInput, "this input is empty", &source)
      case .refused(let reason, let message): try reject(reason, message, &source)
      case .unknown:
        let count = stream.end
        var window = ByteWindow(input, buffer: stream.takeBuffer(), count: count)
        defer { spareBuffer = window.takeBuffer() }
        let isNamed = !entry.isFound || InputForm.isDataName(entry.path)
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

  mutating func importJSON(
    _ stream: inout JSONStream,
    _ input: InputStream?,
    _ source: inout ImportSummary.Source
  ) throws {
    attemptLessons.begin()
    callLessons.begin()
    var page: (number: RecordBatch.ListNumber, kind: RecordKind?) = (0, nil)
    while true {
      let list = stream.isInList ? page.number : 0
      let usualKind = try readUsual(&stream, input, &source, list: list)
      page.kind = page.kind ?? usualKind
      switch try stream.next() {
      case .record:
        source.records += 1
        recordCount += 1
        do throws(RecordFault) {
          try decoder.decode(
            stream.tape.tokens,
            stream.buffer,
            list: stream.isInList ? page.number : 0,
            into: &batch
          )
          if page.kind == nil { page.kind = decoder.lastKind }
          learn(decoder.lastKind, stream, isBehindUsual: usualKind != nil)
        } catch {
          try reject(
            error.reason,
            error.message,
            &stream,
            &source,
            kind: decoder.lastKind ?? .attempts
          )
        }
        if batch.count >= batchCount { try flush(input) }
      case .fault(let fault):
        source.records += 1
        recordCount += 1
        try reject(fault.reason, fault.description, &stream, &source, kind: .attempts)
      case .listBegan:
        page = (pageFacts == nil ? ledger.beginPage() : 0, nil)
        pageStart = batch.end
      case .listEnded(let totals):
        try endPage(page.number, kind: page.kind, totals, &stream, &source)
      case .end:
        if let input { onProgress(progress(input)) }
        return
      }
    }
  }

  /// Takes the records that are written as the templates have it, as many as there are; returns
  /// the kind of the first, or nil for none.
  private mutating func readUsual(
    _ stream: inout JSONStream,
    _ input: InputStream?,
    _ source: inout ImportSummary.Source,
    list: RecordBatch.ListNumber
  ) throws -> RecordKind? {
    var kind: RecordKind?
    while true {
      var attempts = attemptLessons.take()
      defer { attemptLessons.putBack(attempts) }
      if try readUsual(&attempts, &stream, input, &source, list: list) { kind = kind ?? .attempts }
      var calls = callLessons.take()
      defer { callLessons.putBack(calls) }
      guard try readUsual(&calls, &stream, input, &source, list: list) else { return kind }
      kind = kind ?? .calls
    }
  }

  private mutating func readUsual<Template: RecordTemplate>(
    _ template: inout Template?,
    _ stream: inout JSONStream,
    _ input: InputStream?,
    _ source: inout ImportSummary.Source,
    list: RecordBatch.ListNumber
  ) throws -> Bool {
    guard var usual = template.take() else { return false }
    defer { template = usual }
    let before = recordCount
    while true {
      let limit = batchCount - batch.count
      let count = try stream.readUsual(&usual, into: &batch, limit: limit, list: list)
      source.records += count
      recordCount += count
      if batch.count >= batchCount {
        try flush(input)
      } else if count == 0 {
        return recordCount > before
      }
    }
  }

  /// Learns how records of a kind are written here, from the one at hand.
  private mutating func learn(
    _ kind: RecordKind?,
    _ stream: borrowing JSONStream,
    isBehindUsual: Bool
  ) {
    guard request.usesTemplate else { return }
    let tokens = stream.tape.tokens
    switch kind {
    case .attempts:
      attemptLessons.keep(decoder.nested, stream.buffer)
      attemptLessons.learn(tokens, stream.buffer, isBehindUsual: isBehindUsual)
    case .calls: callLessons.learn(tokens, stream.buffer, isBehindUsual: isBehindUsual)
    default: break
    }
  }

  private mutating func endPage(
    _ page: RecordBatch.ListNumber,
    kind: RecordKind?,
    _ totals: JSONStream.ListTotals,
    _ stream: inout JSONStream,
    _ source: inout ImportSummary.Source
  ) throws {
    if !totals.isWhole {
      source.records += 1
      try reject(
        .truncated,
        "the list ends before its closing \"]}\"; fetch or copy this page again",
        &stream,
        &source,
        kind: kind ?? .attempts
      )
    }
    guard pageFacts == nil else {
      pageFacts?.announcedCount = totals.count
      return
    }
    guard let kind else { return }
    let list = ledger.endPage(page, kind: kind, totals) ?? 0
    guard list != page else { return }
    batch.move(page, to: list, behind: pageStart)
    batch.listMoves.append(RecordBatch.ListMove(from: page, to: list, kind: kind))
  }

  mutating func flush(_ input: InputStream? = nil) throws {
    projectFilter?.apply(to: &batch)
    pageFacts?.add(batch, from: pageStart)
    try batchWriter.submit(&batch, rejected: rejected.values.reduce(0, +))
    batch.leavesFingerprints = !writer.isFresh
    batchCount = min(batchCount * 2, Self.largestBatchCount)
    pageStart = RecordBatch.Place()
    if let input { onProgress(progress(input)) }
  }

  func progress(_ input: InputStream) -> ImportProgress {
    ImportProgress(
      recordCount: recordCount,
      readByteCount: finishedByteCount + input.consumedByteCount,
      totalByteCount: totalByteCount
    )
  }

  /// Refuses a whole input.
  mutating func reject(
    _ reason: RejectReason,
    _ message: String,
    _ source: inout ImportSummary.Source
  ) throws {
    source.rejected += 1
    let fault = RecordFault(reason: reason, message: message)
    try tell(Reject(whole: source, fault), kind: .attempts)
  }

  /// Refuses the record at hand.
  private mutating func reject(
    _ reason: RejectReason,
    _ message: String,
    _ stream: inout JSONStream,
    _ source: inout ImportSummary.Source,
    kind: RecordKind
  ) throws {
    source.rejected += 1
    let fault = RecordFault(reason: reason, message: message)
    try tell(Reject(recordOf: &stream, in: source, fault), kind: kind)
  }

  mutating func tell(_ reject: Reject, kind: RecordKind) throws {
    var reject = reject
    if kind.hasSecrets { reject.raw = nil }
    if request.isStrict { throw ImportError.rejected(reject) }
    rejected[kind, default: 0] += 1
    try onReject(reject)
  }
}

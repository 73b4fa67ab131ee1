/// Takes the pages of a server's lists into a store, one by one, as an import of files does.
///
/// What is noted of how far the server has been read becomes permanent together with the rows that
/// came before it: killed at any moment, a run leaves a store that the next one goes on from.
package struct PageImporter {
  private var importer: Importer
  private var source: ImportSummary.Source
  private var lastFlush = ContinuousClock.now

  /// How long rows may wait to become permanent.
  private static let longestWait = Duration.seconds(5)

  /// Opens a store, or makes it; `server` is where the pages come from, for the record.
  ///
  /// `onReject` is told of each record that is not taken in, as it comes.
  package init(
    server: String,
    storePath: String,
    lockWaitSeconds: Int,
    onReject: @escaping (Reject) throws -> Void
  ) throws {
    var request = Importer.Request(paths: [], storePath: storePath)
    request.server = server
    request.lockWaitSeconds = lockWaitSeconds
    importer = try Importer(request, onReject: onReject, onProgress: { _ in })
    source = ImportSummary.Source(path: server, records: 0, rejected: 0)
    importer.batchWriter.start()
  }

  /// How far servers had been read before this run.
  package var states: SourceStates { importer.writer.sourceStates }

  /// Takes in one page; `name` is what it is called in what is said about its records.
  package mutating func take(
    _ body: [UInt8],
    named name: String,
    kind: RecordKind,
    by order: PageFacts.Order
  ) throws -> PageFacts {
    var page = ImportSummary.Source(path: name, records: 0, rejected: 0)
    let facts = try importer.importPage(body, &page, PageFacts(kind, by: order))
    source.records += page.records
    source.rejected += page.rejected
    return facts
  }

  /// Notes how far the server has been read with the pages taken so far.
  package mutating func note(_ states: [SourceStates.State]) throws {
    importer.batch.states += states
    guard ContinuousClock.now - lastFlush > Self.longestWait else { return }
    try flush()
  }

  private mutating func flush() throws {
    lastFlush = ContinuousClock.now
    try importer.flush()
  }

  /// Has everything written; returns what has become of it.
  package mutating func finish() throws -> ImportSummary {
    importer.summary.sources.append(source)
    return try importer.finish()
  }

  /// Ends early: what was taken in stays, and the next run goes on from there.
  package mutating func stop() {
    // The error that stopped the run says more than one from ending it.
    try? flush()
    importer.stop()
  }
}

extension Importer {
  /// Takes in one page of a list.
  mutating func importPage(
    _ body: [UInt8],
    _ source: inout ImportSummary.Source,
    _ facts: PageFacts
  ) throws -> PageFacts {
    var stream = JSONStream(BytesSource(body), buffer: spareBuffer)
    spareBuffer = []
    defer { spareBuffer = stream.takeBuffer() }
    pageFacts = facts
    defer { pageFacts = nil }
    pageStart = batch.end
    do {
      try importJSON(&stream, nil, &source)
    } catch let error as InputError {
      try reject(error.reason, error.description, &source)
    }
    pageFacts?.add(batch, from: pageStart)
    pageFacts?.recordCount = source.records
    return pageFacts ?? facts
  }
}

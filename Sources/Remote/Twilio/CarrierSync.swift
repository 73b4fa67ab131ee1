internal import Reports
package import Tally

/// Brings a store up to date with what Twilio has of an account's calls.
///
/// Calls are listed by their start, in whole days of UTC and a day more at each end. Prices come
/// days after calls, without a sign: so each run begins a while before the last one, or with the
/// oldest call of the last 60 days that still has none.
package struct CarrierSync {
  private let request: CarrierSyncRequest
  private let client: TwilioClient
  private let onProgress: (CarrierSyncProgress) -> Void
  private var importer: CarrierImporter
  private let source: String

  private static let stateName = "calls"
  private static let dayMilliseconds: Int64 = 86_400_000
  private static let longestUnsettledDays: Int64 = 60

  /// Runs a sync to its end.
  ///
  /// `onReject` is told of each record that is not taken in, and `onProgress` after each page how
  /// far the sync has come. Records that came before an error stay.
  package static func run(
    _ request: CarrierSyncRequest,
    _ client: TwilioClient,
    onReject: @escaping (Reject) throws -> Void,
    onProgress: @escaping (CarrierSyncProgress) -> Void
  ) throws -> CarrierSyncSummary {
    var sync = try Self(request, client, onReject: onReject, onProgress: onProgress)
    do {
      return try sync.readAll()
    } catch {
      // The error that stopped the sync says more than one from ending it.
      if error is TwilioError {
        try? sync.importer.stop()
      } else {
        try? sync.importer.rollBack()
      }
      throw error
    }
  }

  private init(
    _ request: CarrierSyncRequest,
    _ client: TwilioClient,
    onReject: @escaping (Reject) throws -> Void,
    onProgress: @escaping (CarrierSyncProgress) -> Void
  ) throws {
    self.request = request
    self.client = client
    self.onProgress = onProgress
    source = "twilio \(client.account) \(client.address)"
    importer = try CarrierImporter(
      CarrierImporter.Request(
        storePath: request.storePath,
        lockWaitSeconds: request.lockWaitSeconds
      ),
      sources: [source],
      onReject: onReject
    )
  }

  private mutating func readAll() throws -> CarrierSyncSummary {
    let start = try start()
    let from = start.map { Self.day(of: $0.milliseconds, plus: -1) }
    let to = request.period?.to.map { Self.day(of: $0.milliseconds - 1, plus: 1) }
    var next: String? = client.firstPage(from: from, to: to)
    var seen: Set<String> = []
    var progress = CarrierSyncProgress(pageCount: 0, recordCount: 0)
    var date: Instant?
    while let path = next {
      guard seen.insert(path).inserted else {
        throw TwilioError(.strangePage(path), address: client.address)
      }
      let response = try client.page(path)
      // What changes while pages are read is read again the next time.
      date = date ?? response.date ?? request.now
      let page = try importer.importPage(
        bytes: response.body,
        source: "\(client.address)\(path)"
      )
      guard page.isWholeList else { throw TwilioError(.unexpected, address: client.address) }
      next = try page.nextPage.map { nextPage in try client.checked(nextPage: nextPage) }
      progress.pageCount += 1
      progress.recordCount += page.recordCount
      onProgress(progress)
    }
    return CarrierSyncSummary(
      records: try importer.finish(states: states(date ?? request.now)),
      requestCount: client.http.requestCount,
      retryCount: client.http.retryCount,
      from: from,
      to: to
    )
  }

  /// The moment of which calls are wanted from on; nil for all there are.
  private func start() throws -> Instant? {
    if let period = request.period { return period.from }
    guard let text = importer.sourceStates.value(of: Self.stateName, source: source),
      let last = try? InstantText.parse(Array(text.utf8).span)
    else { return nil }
    let now = Swift.min(last, request.now)
    let back = now.milliseconds - Int64(request.lookBackSeconds) * 1000
    let unsettled = try importer.earliestUnsettled(
      account: client.account,
      since: Instant(
        milliseconds: now.milliseconds - Self.longestUnsettledDays * Self.dayMilliseconds
      )
    )
    let earliest = Swift.min(back, unsettled?.milliseconds ?? back)
    return Instant(milliseconds: Swift.max(Instant.earliest.milliseconds, earliest))
  }

  /// What the next run has to know; a period says nothing of the time outside it.
  private func states(_ date: Instant) -> [SourceStates.State] {
    guard request.period == nil else { return [] }
    return [SourceStates.State(source: source, name: Self.stateName, value: date.description)]
  }

  private static func day(of milliseconds: Int64, plus days: Int64) -> CivilDate {
    CivilDate(daysSinceEpoch: flooredQuotient(milliseconds, dayMilliseconds) + days)
  }
}

package import Reports
package import Tally

/// Reads lists page by page, so that none of their records is missed however they move meanwhile.
///
/// Each page begins at the moment the one before it ended with, that moment included: a record that
/// is changed while pages are read moves behind them and not out of them. Where a page holds one
/// moment alone, the records of that moment are a window that is read by `skip`, and read again
/// until as many different ones have come as it says it has.
package final class ListReader {
  package let client: OneUptimeClient
  package private(set) var pageSize: Int
  package private(set) var pageCount = 0
  /// What did not add up, for people.
  package private(set) var problems: [String] = []
  private let onSmallerPages: (Int) -> Void

  /// The largest page the server gives.
  package static let largestPageSize = 10_000
  /// Pages are not made smaller than this.
  private static let leastPageSize = 100
  package static let pageSizes = 1...largestPageSize
  /// How often a large page is asked for before smaller ones are.
  private static let triesOfLargePage = 3
  /// How often a window is read before it is given up.
  private static let windowTries = 3

  /// `onSmallerPages` is told the new size where pages were too large for something on the way.
  package init(
    _ client: OneUptimeClient,
    pageSize: Int,
    onSmallerPages: @escaping (Int) -> Void = { _ in }
  ) {
    self.client = client
    self.pageSize = pageSize
    self.onSmallerPages = onSmallerPages
  }

  /// One page as it came.
  package struct Page {
    package var body: [UInt8]
    /// What it is called in what is said of its records.
    package var name: String
    /// When the server says it answered.
    package var date: Instant?
  }

  /// Where reading a list has come to.
  package struct Position {
    /// All before this moment has been read; nil where nothing is known to be.
    package var reached: Instant?
    /// How many records there are from the page's start on.
    package var count: Int64
    package var page: PageFacts
    package var date: Instant?
  }

  /// Reads a list to its end.
  ///
  /// `take` makes of each page what there is to make of it; `onPage` is then told how far it is.
  /// Pages overlap, and can come again. Returns the newest moment there was.
  @discardableResult
  package func read(
    _ query: ListQuery,
    take: (Page) throws -> PageFacts,
    onPage: (Position) throws -> Void
  ) throws -> Instant? {
    var query = query
    var newest: Instant?
    var skip = 0
    var previous: (from: Instant?, expectedCount: Int64)?
    var isSecondLook = false
    while true {
      let (facts, count, date) = try page(query, skip: skip, take)
      newest = max(newest, facts.last)
      let isDoubtful =
        facts.identifiers.count < facts.acceptedCount || count < previous?.expectedCount ?? 0
      if isDoubtful, !isSecondLook {
        // Records that were there are not there any more: deleted, or lost between two pages.
        isSecondLook = true
        query.from = previous?.from ?? query.from
        previous = nil
        continue
      }
      if isDoubtful {
        tell(
          "\(query.path): records vanished while their list was read, and again when it was read anew; "
            + "where they were not deleted the next sync reads them"
        )
      }
      if previous != nil { isSecondLook = false }
      guard Int64(skip + facts.recordCount) < count, facts.recordCount > 0 else {
        try onPage(Position(reached: nil, count: count, page: facts, date: date))
        return newest
      }
      guard let last = facts.last else {
        // Not one record of the page could be read: the next ones are behind them.
        skip += facts.recordCount
        continue
      }
      if last == query.from, skip == 0 {
        try readWindow(query, at: last, take)
        previous = nil
        query.from = Instant(milliseconds: last.milliseconds + 1)
      } else {
        previous = (query.from, count - Int64(skip + facts.recordCount - facts.lastCount))
        query.from = last
      }
      skip = 0
      try onPage(Position(reached: query.from, count: count, page: facts, date: date))
    }
  }

  /// Reads all records of one millisecond.
  private func readWindow(
    _ query: ListQuery,
    at moment: Instant,
    _ take: (Page) throws -> PageFacts
  ) throws {
    var query = query
    query.from = moment
    // The database counts microseconds, and both ends are included.
    query.to = Instant(milliseconds: moment.milliseconds + 1)
    var missing: Int64 = 0
    for _ in 0..<Self.windowTries {
      var seen: Set<Identifier> = []
      var refusedCount = 0
      var skip = 0
      var counts: Set<Int64> = []
      var isAtEnd = false
      while !isAtEnd {
        let (facts, count, _) = try page(query, skip: skip, take)
        seen.formUnion(facts.identifiers)
        refusedCount += facts.recordCount - facts.acceptedCount
        skip += facts.recordCount
        counts.insert(count)
        missing = count - Int64(seen.count + refusedCount)
        isAtEnd = Int64(skip) >= count || facts.recordCount == 0
      }
      if counts.count == 1, missing <= 0 { return }
    }
    tell(
      "\(query.path): of the records of \(moment) some changed each time they were read"
        + (missing > 0 ? "; \(missing) are missing" : "")
        + "; the next sync reads them again"
    )
  }

  private func tell(_ problem: String) {
    if !problems.contains(problem) { problems.append(problem) }
  }

  private func page(
    _ query: ListQuery,
    skip: Int,
    _ take: (Page) throws -> PageFacts
  ) throws -> (PageFacts, count: Int64, date: Instant?) {
    let response = try response(query, skip: skip)
    pageCount += 1
    let name = "\(query.path) page \(pageCount)"
    let facts = try take(Page(body: response.body, name: name, date: response.date))
    guard let count = facts.announcedCount else {
      throw OneUptimeError(.unexpected, address: client.address, status: response.status)
    }
    guard facts.isSorted else {
      throw OneUptimeError(.unsorted(query.path), address: client.address)
    }
    return (facts, count, response.date)
  }

  /// Asks for a page, and for a smaller one where it does not come through.
  private func response(_ query: ListQuery, skip: Int) throws(OneUptimeError) -> HTTPResponse {
    while true {
      let isLarge = pageSize > Self.leastPageSize
      do throws(OneUptimeError) {
        return try client.ask(
          query.request(limit: pageSize, skip: skip),
          triesOfLarge: isLarge ? Self.triesOfLargePage : nil,
          isWhole: { ListEnd.isWhole($0.body) }
        )
      } catch {
        guard isLarge, error.mayBeSize else { throw error }
        pageSize = max(Self.leastPageSize, pageSize / 4)
        onSmallerPages(pageSize)
      }
    }
  }
}

/// The later of two moments, of which either may be missing.
private func max(_ left: Instant?, _ right: Instant?) -> Instant? {
  guard let left, let right else { return left ?? right }
  return Swift.max(left, right)
}

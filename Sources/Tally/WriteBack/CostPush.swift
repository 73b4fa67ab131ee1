package import Reports
internal import SQLite

/// Which costs are to be written into OneUptime's column of whole cents.
///
/// An attempt's cost is the carrier's, or else the rate card's; what is only recorded at the source
/// has come from there. What an earlier push has recorded there is not taken for the source's own.
package struct CostPush: Sendable {
  /// One attempt whose column is to change.
  package struct Change: Sendable, Equatable {
    /// The attempt's row number.
    package var number: Int32
    package var id: Identifier
    /// Start, or creation; nil where both are unknown.
    package var at: Instant?
    package var microcents: Int64
    package var source: CostBasis
    /// What the store knows the column to hold; nil for NULL.
    package var recordedMicrocents: Int64?
    package var cents: Int64
  }

  /// In the order of time, then id.
  package private(set) var changes: [Change] = []
  /// Attempts whose column holds what it should.
  package private(set) var equalCount = 0
  /// Attempts whose cost nobody but the source knows.
  package private(set) var recordedOnlyCount = 0
  /// Attempts whose cost nobody knows.
  package private(set) var unknownCount = 0
  /// Attempts whose cost is more than the column can hold.
  package private(set) var excessiveCount = 0
  package private(set) var carry = CentCarry()

  /// Attempts that have a cost to be written, whether or not it differs.
  package var pushedCount: Int { changes.count + equalCount }

  private static let microcentsPerCent: Int64 = 1_000_000

  /// Reads the attempts of a period.
  ///
  /// `filters` choose the project. Throws ``ReportError/severalProjects(_:)`` where none is chosen
  /// and there are several: a key is of one of them.
  package init(period: Period, filters: [AttemptFilter], in store: Store) throws {
    let pushed = try store.pushedCents()
    let attempts = try OrderedSelection(period: period, filters: filters, in: store)
    try attempts.visit { row, _, columns in add(row, columns.segment, attempts.rules, pushed) }
  }

  private mutating func add(
    _ row: Int,
    _ segment: AttemptSegment,
    _ rules: AttemptRules,
    _ pushed: [Int32: Int64]
  ) {
    let number = segment.attempt[row]
    let costs = rules.costs(of: row, in: segment)
    let held = segment.recordedCostMicrocents[row]
    let recorded = held == AttemptField.null ? nil : held
    let isOwn = pushed[number].map { recorded != $0 * Self.microcentsPerCent } ?? true
    let cost: (microcents: Int64, source: CostBasis)
    if let carrier = costs.carrierMicrocents {
      cost = (carrier, .carrier)
    } else if costs.recordedMicrocents != nil, isOwn {
      recordedOnlyCount += 1
      return
    } else if let rated = costs.ratedMicrocents {
      cost = (rated, .rated)
    } else {
      unknownCount += 1
      return
    }
    guard let cents = carry.cents(of: cost.microcents) else {
      excessiveCount += 1
      return
    }
    guard recorded != cents * Self.microcentsPerCent else {
      equalCount += 1
      return
    }
    let at = rules.milliseconds(of: row, in: segment)
    changes.append(
      Change(
        number: number,
        id: segment.identifier[row],
        at: at == AttemptSegment.unknownTime ? nil : Instant(milliseconds: at),
        microcents: cost.microcents,
        source: cost.source,
        recordedMicrocents: recorded,
        cents: cents
      )
    )
  }
}

extension Store {
  /// The cents that were last sent to the source, by the attempt's number.
  fileprivate func pushedCents() throws -> [Int32: Int64] {
    guard try hasTable("pushed_cost") else { return [:] }
    var cents: [Int32: Int64] = [:]
    let rows = try database.prepare("SELECT attempt, cents FROM pushed_cost")
    while try rows.step() { cents[Int32(rows.integer(0))] = rows.integer(1) }
    return cents
  }
}

extension StoreChange {
  /// Notes what is about to be sent, so that it is known again when it comes back as recorded.
  package func willPush(_ changes: ArraySlice<CostPush.Change>) throws {
    let write = try database.prepare(
      "INSERT INTO pushed_cost (attempt, cents) VALUES (?1, ?2) "
        + "ON CONFLICT (attempt) DO UPDATE SET cents = excluded.cents"
    )
    for change in changes {
      write.bind(Int64(change.number), at: 1)
      write.bind(change.cents, at: 2)
      try write.run()
    }
  }
}

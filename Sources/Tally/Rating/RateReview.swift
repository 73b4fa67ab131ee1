internal import Reports

/// What rate cards mean for the attempts of a store: what they lack, and what another would change.
package struct RateReview {
  let store: Store
  let period: Period
  private let filters: [AttemptFilter]
  let directory: Directory
  private let rules: AttemptRules
  private let selection: Selection

  package init(of store: Store, period: Period, filters: [AttemptFilter]) throws {
    self.store = store
    self.period = period
    self.filters = filters
    directory = try store.directory()
    rules = AttemptRules(directory: directory, asOf: try store.asOf(), costBasis: .rated)
    selection = try Selection(
      filters: filters,
      period: period,
      directory: directory,
      source: store
    )
  }

  /// What a card has to know of an attempt.
  struct Ring {
    /// The number of the phone in the directory.
    var phone: Int
    /// ``AttemptSegment/unknownTime`` where there is neither start nor creation.
    var milliseconds: Int64
    var isAnswered: Bool
    /// ``AttemptSegment/unknown`` where it is not known.
    var dialSeconds: Int32
  }

  /// Adds each selected attempt to what is known of none.
  func reduce<Result>(
    _ empty: Result,
    _ add: (inout Result, Ring) throws -> Void
  ) throws -> Result {
    var room = Room()
    do {
      if let blocks = try store.blocks(withPolicies: filters.contains { $0.name == .policy }) {
        var result = empty
        let load = try blocks.open()
        for (index, header) in blocks.headers.enumerated() where selection.mayContain(header) {
          try self.add(try load(index, blockColumns), to: &result, &room, add)
        }
        return result
      }
    } catch is AttemptBlocks.Damage {
      // Rows are what there is then, and all of them anew.
    }
    var result = empty
    try store.forEachSegment { segment in
      let block = AttemptBlock(segment, updatedAt: AttemptSegment.unknownTime, lastNumber: 0)
      try self.add(block, to: &result, &room, add)
    }
    return result
  }

  /// What is used again for every block.
  private struct Room {
    var attempts = SelectedAttempts()
    var phones = [UInt32](repeating: 0, count: ChosenRows.limit)
  }

  private var blockColumns: [BlockColumn] {
    let needed = SelectedAttempts.blockColumns + selection.blockColumns + [.phone, .rule]
    return Set(needed.map(\.rawValue)).sorted().compactMap { BlockColumn(rawValue: $0) }
  }

  private func add<Result>(
    _ block: AttemptBlock,
    to result: inout Result,
    _ room: inout Room,
    _ add: (inout Result, Ring) throws -> Void
  ) throws {
    for start in stride(from: 0, to: block.count, by: ChosenRows.limit) {
      room.attempts.fill(
        from: block,
        start..<min(start + ChosenRows.limit, block.count),
        selection: selection,
        rules: rules,
        tellsSources: false
      )
      block.read(.phone, room.attempts.rows, into: &room.phones, null: 0)
      for index in 0..<room.attempts.count {
        let ring = Ring(
          phone: Int(room.phones[index]),
          milliseconds: room.attempts.milliseconds[index],
          isAnswered: room.attempts.outcome[index] == .answered,
          dialSeconds: room.attempts.dialSeconds[index]
        )
        try add(&result, ring)
      }
    }
  }

  func report(_ title: String, _ card: String, _ table: Table) throws -> Report {
    Report(
      title: title,
      by: [],
      filters: filters.asReportFilters,
      cost: CostBasis.rated.rawValue,
      rateCard: card,
      period: period.forReport,
      asOf: try store.asOf(),
      tables: [table],
      warnings: selection.warnings
    )
  }

  static func dollars(_ microcents: Int64) -> Value {
    .decimal(FixedDecimal(unscaled: microcents, scale: 8))
  }
}

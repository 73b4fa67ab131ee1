package import Reports

/// What the aggregation needs of a store, and all that it may ask of one.
package protocol AttemptSource {
  /// The names behind the numbers in segments; whole and consistent with one reading of segments.
  func directory() throws -> Directory
  /// The newest `updatedAt` among the attempts; nil in an empty store.
  func asOf() throws -> Instant?
  /// Hands over all attempts, some tens of thousands at a time, in the order of their numbers.
  ///
  /// ``AttemptSegment/identifier`` is filled only where asked for: few questions need it.
  func forEachSegment(
    withIdentifiers: Bool,
    _ body: (AttemptSegment) throws -> Void
  ) throws
  /// The same attempts packed; nil where a source has none. Policies only where asked for.
  func blocks(withPolicies: Bool) throws -> AttemptBlocks?
  /// The ids of attempts, each in the place of its number.
  func identifiers(of attempts: [Int32]) throws -> [Identifier]
  /// The calls whose own records were imported.
  func loggedCalls() throws -> CallColumns
  /// What the carrier charged for attempts.
  func carrierCosts() throws -> CarrierCosts
  /// The rate card that is meant; nil where none is, and then perhaps with words about it.
  func rateCard(_ choice: RateCardChoice) throws -> (card: RateCard?, warning: String?)
  /// The dense number of a call; nil where neither its record nor an attempt of it is known.
  func callNumber(of identifier: Identifier) throws -> Int32?
}

extension AttemptSource {
  package func blocks(withPolicies: Bool) throws -> AttemptBlocks? { nil }

  /// Looks through all attempts.
  package func identifiers(of attempts: [Int32]) throws -> [Identifier] {
    var known: [Int32: Identifier] = [:]
    let wanted = Set(attempts)
    try forEachSegment(withIdentifiers: true) { segment in
      for (attempt, identifier) in zip(segment.attempt, segment.identifier)
      where wanted.contains(attempt) {
        known[attempt] = identifier
      }
    }
    return attempts.map { known[$0] ?? Identifier(high: 0, low: 0) }
  }
}

extension AttemptSource {
  /// Hands over where all attempts stand, some tens of thousands at a time, in any order.
  ///
  /// With `isFirst` everything handed over before is void: packed columns turned out damaged, and
  /// the rows are read from their beginning.
  func forEachPlaces(
    _ body: (_ places: AttemptPlaces, _ isFirst: Bool) throws -> Void
  ) throws {
    if let blocks = try blocks(withPolicies: false) {
      do {
        let load = try blocks.open()
        let isShared = blocks.sharedCallGroups
        for index in blocks.headers.indices {
          let block = try load(index, AttemptPlaces.columns)
          try body(AttemptPlaces(block, isShared: isShared), index == 0)
        }
        return
      } catch is AttemptBlocks.Damage {
        // What is packed is derived: the rows say the same.
      }
    }
    var isFirst = true
    try forEachSegment(withIdentifiers: false) { segment in
      try body(AttemptPlaces(segment), isFirst)
      isFirst = false
    }
  }
}

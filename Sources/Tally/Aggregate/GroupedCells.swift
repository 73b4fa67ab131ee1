/// The cells of one grouping while attempts come in.
struct GroupedCells: Sendable {
  /// What a grouping must keep beyond counts and sums, by the metrics that it shows.
  struct Needs: OptionSet {
    let rawValue: UInt8

    static let distinctCalls = Self(rawValue: 1)
    static let dialDistribution = Self(rawValue: 2)
    static let ringDistribution = Self(rawValue: 4)
    /// Calls by their own records.
    static let loggedCalls = Self(rawValue: 8)
    /// Which calls each group has, so that groups can be counted as one.
    static let callsThemselves = Self(rawValue: 16)
    /// Costs by their sources.
    static let costSources = Self(rawValue: 32)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init(_ metrics: [Metric]) {
      self = []
      for metric in metrics {
        if metric.needsDistinctCalls { insert(.distinctCalls) }
        // The distribution knows the extremes.
        if metric.dialPercent != nil || metric == .dialSecondsMinimum
          || metric == .dialSecondsMaximum
        {
          insert(.dialDistribution)
        }
        if metric.ringPercent != nil { insert(.ringDistribution) }
        if metric.countsLoggedCalls { insert(.loggedCalls) }
        if metric.costSource != nil { insert(.costSources) }
      }
    }
  }

  let dimensions: [Dimension]
  let needs: Needs
  private var keys: GroupKeys
  private var sums = GroupSums()
  private var sources = SourceSums()
  private var calls = CallCounter()
  private var dial: ValueCounts
  private var ring: ValueCounts
  private let countsAttempts: Bool
  private var groups: [UInt32] = []
  /// By group, once no more attempts are added; others' are merged into them.
  private var ownDial: GroupDistributions?
  private var ownRing: GroupDistributions?
  /// Room for what is gathered of the attempts at hand.
  private var gathered = [UInt64](repeating: 0, count: ChosenRows.limit)

  /// `ranges` says which codes each dimension can have.
  ///
  /// Without `countsAttempts` the cells stay empty but for calls by their own records: for one
  /// whose cells are the sums of another's.
  init(
    dimensions: [Dimension],
    ranges: [CodeRange],
    needs: Needs,
    countsAttempts: Bool = true
  ) throws(ReportError) {
    self.dimensions = dimensions
    self.needs = needs
    self.countsAttempts = countsAttempts
    dial = ValueCounts(isSingle: dimensions.isEmpty)
    ring = ValueCounts(isSingle: dimensions.isEmpty)
    keys = GroupKeys(ranges: ranges)
    // Without dimensions there is one group, even of no attempts.
    if dimensions.isEmpty { try number([], count: 1) }
  }

  /// Counts attempts, given the codes of each dimension for each of them.
  mutating func add(
    _ attempts: borrowing SelectedAttempts,
    codes: [[UInt32]],
    isShared: [Bool]
  ) throws(ReportError) {
    try number(codes, count: attempts.count)
    if countsAttempts {
      sums.add(attempts, to: groups)
      if needs.contains(.costSources) { sources.add(attempts, to: groups) }
    }
    if needs.contains(.distinctCalls) {
      calls.add(
        attempts,
        to: groups,
        isShared: needs.contains(.callsThemselves) ? [] : isShared
      )
    }
    if needs.contains(.dialDistribution) { addDialSeconds(of: attempts) }
    if needs.contains(.ringDistribution) { addRingSeconds(of: attempts) }
  }

  /// Counts calls by their own records, given the codes of each dimension for each of them.
  mutating func add(_ calls: [CallCosts], codes: [[UInt32]]) throws(ReportError) {
    try number(codes, count: calls.count)
    for index in calls.indices { sums.add(calls[index], to: groups[index]) }
  }

  private mutating func number(_ codes: [[UInt32]], count: Int) throws(ReportError) {
    try keys.number(codes, count: count, into: &groups)
    sums.grow(to: keys.count)
    if needs.contains(.costSources) { sources.grow(to: keys.count) }
    calls.grow(to: keys.count)
  }

  private mutating func addDialSeconds(of attempts: borrowing SelectedAttempts) {
    let count = Self.gatherDialSeconds(of: attempts, groups, into: &gathered)
    dial.add(keys: gathered[..<count])
  }

  /// Without a decision for each: which attempts were answered cannot be foreseen.
  private static func gatherDialSeconds(
    of attempts: borrowing SelectedAttempts,
    _ groups: [UInt32],
    into keys: inout [UInt64]
  ) -> Int {
    let count = attempts.count
    precondition(count <= groups.count && count <= keys.count)
    let (outcomes, seconds) = (attempts.outcome.span, attempts.dialSeconds.span)
    let groups = groups.span
    var keys = keys.mutableSpan
    var kept = 0
    for index in 0..<count {
      let value = unsafe seconds[unchecked: index]
      unsafe keys[unchecked: kept] = ValueCounts.key(Int64(value), groups[unchecked: index])
      let isTimed = value != AttemptSegment.unknown ? 1 : 0
      kept &+= unsafe outcomes[unchecked: index] == .answered ? isTimed : 0
    }
    return kept
  }

  private mutating func addRingSeconds(of attempts: borrowing SelectedAttempts) {
    let count = Self.gatherRingSeconds(of: attempts, groups, into: &gathered)
    ring.add(keys: gathered[..<count])
  }

  private static func gatherRingSeconds(
    of attempts: borrowing SelectedAttempts,
    _ groups: [UInt32],
    into keys: inout [UInt64]
  ) -> Int {
    let count = attempts.count
    precondition(count <= groups.count && count <= keys.count)
    let (rings, groups) = (attempts.ringSeconds.span, groups.span)
    var keys = keys.mutableSpan
    var kept = 0
    for index in 0..<count {
      let value = unsafe rings[unchecked: index]
      unsafe keys[unchecked: kept] = ValueCounts.key(value, groups[unchecked: index])
      kept &+= value >= 0 ? 1 : 0
    }
    return kept
  }

  /// Turns values into distributions: what each scan can do for itself.
  mutating func fold() {
    if ownDial == nil { ownDial = dial.distributions(groupCount: keys.count) }
    if ownRing == nil { ownRing = ring.distributions(groupCount: keys.count) }
  }

  /// Counts what another has counted of other blocks.
  mutating func merge(_ other: consuming Self) throws(ReportError) {
    fold()
    other.fold()
    try number(other.keys.codes, count: other.keys.count)
    sums.merge(other.sums, groups: groups)
    sources.merge(other.sources, groups: groups)
    calls.merge(other.calls, groups: groups)
    if let otherDial = other.ownDial {
      ownDial = ownDial?.merging(otherDial, groups: groups, groupCount: keys.count)
    }
    if let otherRing = other.ownRing {
      ownRing = ownRing?.merging(otherRing, groups: groups, groupCount: keys.count)
    }
  }

  /// All that is known of the groups once every attempt has been added.
  consuming func finished() -> FinishedGroups {
    fold()
    return FinishedGroups(
      dimensions: dimensions,
      codes: keys.codes,
      cells: sums.cells,
      sources: sources,
      callCounts: calls.counts(groupCount: keys.count),
      dial: ownDial ?? GroupDistributions(),
      ring: ownRing ?? GroupDistributions(),
      calls: calls.shared
    )
  }
}

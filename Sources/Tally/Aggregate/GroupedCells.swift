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
  private var ownDial: [Distribution]?
  private var ownRing: [Distribution]?

  /// `limits` says how many codes each dimension can have.
  ///
  /// Without `countsAttempts` the cells stay empty but for calls by their own records: for one
  /// whose cells are the sums of another's.
  init(
    dimensions: [Dimension],
    limits: [UInt64],
    needs: Needs,
    countsAttempts: Bool = true
  ) throws(ReportError) {
    self.dimensions = dimensions
    self.needs = needs
    self.countsAttempts = countsAttempts
    dial = ValueCounts(isSingle: dimensions.isEmpty)
    ring = ValueCounts(isSingle: dimensions.isEmpty)
    keys = GroupKeys(limits: limits)
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
  mutating func add(wasDialled: [Bool], codes: [[UInt32]]) throws(ReportError) {
    try number(codes, count: wasDialled.count)
    for index in wasDialled.indices {
      sums.addLoggedCall(wasDialled: wasDialled[index], to: groups[index])
    }
  }

  private mutating func number(_ codes: [[UInt32]], count: Int) throws(ReportError) {
    try keys.number(codes, count: count, into: &groups)
    sums.grow(to: keys.count)
    if needs.contains(.costSources) { sources.grow(to: keys.count) }
    calls.grow(to: keys.count)
  }

  private mutating func addDialSeconds(of attempts: borrowing SelectedAttempts) {
    for index in 0..<attempts.count
    where attempts.outcome[index] == .answered
      && attempts.dialSeconds[index] != AttemptSegment.unknown
    {
      dial.add(Int64(attempts.dialSeconds[index]), to: groups[index])
    }
    dial.compactIfLarge()
  }

  private mutating func addRingSeconds(of attempts: borrowing SelectedAttempts) {
    for index in 0..<attempts.count
    where attempts.ringSeconds[index] >= 0 {
      ring.add(attempts.ringSeconds[index], to: groups[index])
    }
    ring.compactIfLarge()
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
    var columns = [[UInt32]](repeating: [], count: dimensions.count)
    for group in 0..<other.keys.count {
      for (index, code) in other.keys.codes(of: group).enumerated() { columns[index].append(code) }
    }
    try number(columns, count: other.keys.count)
    sums.merge(other.sums, groups: groups)
    sources.merge(other.sources, groups: groups)
    calls.merge(other.calls, groups: groups)
    let otherDial = other.ownDial ?? []
    let otherRing = other.ownRing ?? []
    for (index, group) in groups.enumerated() {
      Self.merge(otherDial[index], into: &ownDial, Int(group))
      Self.merge(otherRing[index], into: &ownRing, Int(group))
    }
  }

  private static func merge(
    _ distribution: Distribution,
    into distributions: inout [Distribution]?,
    _ group: Int
  ) {
    var all = distributions ?? []
    distributions = nil
    while all.count <= group { all.append(Distribution()) }
    all[group] = all[group].merging(distribution)
    distributions = all
  }

  /// All that is known of the groups once every attempt has been added.
  consuming func finished() -> FinishedGroups {
    let count = keys.count
    fold()
    var cells = sums.cells
    for (group, costs) in sources.costs.enumerated() { cells[group].sources = costs }
    var dial = ownDial ?? []
    var ring = ownRing ?? []
    while dial.count < count { dial.append(Distribution()) }
    while ring.count < count { ring.append(Distribution()) }
    for group in 0..<count {
      if let least = dial[group].least { cells[group].minimumDialSeconds = least }
      if let greatest = dial[group].greatest { cells[group].maximumDialSeconds = greatest }
    }
    return FinishedGroups(
      dimensions: dimensions,
      codes: (0..<count).map { keys.codes(of: $0) },
      cells: cells,
      callCounts: calls.counts(groupCount: count),
      dial: dial,
      ring: ring,
      calls: calls.shared
    )
  }
}

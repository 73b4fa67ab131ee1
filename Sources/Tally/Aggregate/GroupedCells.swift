/// The cells of one grouping while attempts come in.
struct GroupedCells {
  /// What a grouping must keep beyond counts and sums, by the metrics that it shows.
  struct Needs: OptionSet {
    let rawValue: UInt8

    static let distinctCalls = Self(rawValue: 1)
    static let dialDistribution = Self(rawValue: 2)
    static let ringDistribution = Self(rawValue: 4)
    /// Calls by their own records.
    static let loggedCalls = Self(rawValue: 8)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init(_ metrics: [Metric]) {
      self = []
      for metric in metrics {
        if metric.needsDistinctCalls { insert(.distinctCalls) }
        if metric.dialPercent != nil { insert(.dialDistribution) }
        if metric.ringPercent != nil { insert(.ringDistribution) }
        if metric.countsLoggedCalls { insert(.loggedCalls) }
      }
    }
  }

  let dimensions: [Dimension]
  let needs: Needs
  private var keys: GroupKeys
  private var cells: [Cell] = []
  private var calls = DistinctCalls()
  private var dial = ValueCounts()
  private var ring = ValueCounts()
  private var groups: [UInt32] = []

  /// `limits` says how many codes each dimension can have.
  init(dimensions: [Dimension], limits: [UInt64], needs: Needs) throws(ReportError) {
    self.dimensions = dimensions
    self.needs = needs
    keys = GroupKeys(limits: limits)
    // Without dimensions there is one group, even of no attempts.
    if dimensions.isEmpty { try number([], count: 1) }
  }

  /// Counts attempts, given the codes of each dimension for each of them.
  mutating func add(_ attempts: SelectedAttempts, codes: [[UInt32]]) throws(ReportError) {
    try number(codes, count: attempts.count)
    addCounts(of: attempts)
    if needs.contains(.distinctCalls) { addCalls(of: attempts) }
    if needs.contains(.dialDistribution) { addDialSeconds(of: attempts) }
    if needs.contains(.ringDistribution) { addRingSeconds(of: attempts) }
  }

  /// Counts calls by their own records, given the codes of each dimension for each of them.
  mutating func add(wasDialled: [Bool], codes: [[UInt32]]) throws(ReportError) {
    try number(codes, count: wasDialled.count)
    for index in wasDialled.indices {
      cells[Int(groups[index])].loggedCalls += 1
      if !wasDialled[index] { cells[Int(groups[index])].undialledCalls += 1 }
    }
  }

  private mutating func number(_ codes: [[UInt32]], count: Int) throws(ReportError) {
    try keys.number(codes, count: count, into: &groups)
    cells.append(contentsOf: repeatElement(Cell(), count: keys.count - cells.count))
  }

  private mutating func addCounts(of attempts: SelectedAttempts) {
    let groups = groups
    var cells = cells.mutableSpan
    for index in 0..<attempts.count {
      cells[Int(groups[index])].add(
        outcome: attempts.outcome[index],
        dial: attempts.dialSeconds[index],
        ring: attempts.ringSeconds[index],
        cost: attempts.costMicrocents[index]
      )
    }
  }

  private mutating func addCalls(of attempts: SelectedAttempts) {
    for index in 0..<attempts.count {
      var facts: DistinctCalls.Facts = []
      switch attempts.outcome[index] {
      case .answered: facts = [.answered, .notOnlyRinging]
      case .open: break
      default: facts = .notOnlyRinging
      }
      calls.add(call: attempts.call[index], facts: facts, to: groups[index])
    }
    calls.compactIfLarge()
  }

  private mutating func addDialSeconds(of attempts: SelectedAttempts) {
    for index in 0..<attempts.count
    where attempts.outcome[index] == .answered
      && attempts.dialSeconds[index] != AttemptSegment.unknown
    {
      dial.add(Int64(attempts.dialSeconds[index]), to: groups[index])
    }
    dial.compactIfLarge()
  }

  private mutating func addRingSeconds(of attempts: SelectedAttempts) {
    for index in 0..<attempts.count
    where attempts.ringSeconds[index] >= 0 {
      ring.add(attempts.ringSeconds[index], to: groups[index])
    }
    ring.compactIfLarge()
  }

  /// All that is known of the groups once every attempt has been added.
  consuming func finished() -> FinishedGroups {
    let count = keys.count
    return FinishedGroups(
      dimensions: dimensions,
      codes: (0..<count).map { keys.codes(of: $0) },
      cells: cells,
      callCounts: calls.counts(groupCount: count),
      dial: dial.distributions(groupCount: count),
      ring: ring.distributions(groupCount: count),
      calls: calls
    )
  }
}

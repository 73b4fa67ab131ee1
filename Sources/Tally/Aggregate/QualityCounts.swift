import Reports

/// What a reader should know of the selected attempts before trusting the numbers.
struct QualityCounts {
  private var staleAttempts: Int64 = 0
  private var statusConflicts: Int64 = 0
  private var negativeRing: Int64 = 0
  private var noStart: Int64 = 0
  private var costUnknown: Int64 = 0
  private var dimensionLost: Int64 = 0

  init() {}

  /// Counts what is wrong with the ring times of some selected attempts.
  mutating func add(_ attempts: borrowing SelectedAttempts) {
    var (negative, unknown) = (UInt64(0), UInt64(0))
    let rings = attempts.ringSeconds.span
    for index in 0..<attempts.count {
      let ring = unsafe rings[unchecked: index]
      negative &+= UInt64(bitPattern: ring) >> 63
      unknown &+= ring == AttemptSegment.unknownTime ? 1 : 0
    }
    // The unknown is the smallest number.
    negativeRing += Int64(negative - unknown)
  }

  /// Counts attempts that have some flags in common.
  mutating func add(_ count: Int64, with flags: BlockFlags) {
    if flags.contains(.noStart) { noStart += count }
    if flags.contains(.dimensionLost) { dimensionLost += count }
  }

  /// Takes what the totals tell of all selected attempts.
  mutating func take(_ totals: Cell) {
    staleAttempts = totals.stale
    costUnknown = totals.attempts - totals.costed
  }

  /// Counts attempts whose status and answer disagree.
  mutating func addConflicts(_ count: Int64) { statusConflicts += count }

  /// Counts the ring times that another scan has counted as well.
  mutating func merge(_ other: Self) {
    negativeRing += other.negativeRing
  }

  /// The quality line of a report: always the same figures in the same order.
  var figures: [Report.QualityCount] {
    [
      Report.QualityCount(
        name: "stale_attempts",
        title: "Stale attempts",
        count: staleAttempts,
        advice: """
          They are ringing on record for more than 4 hours: nobody's phone is. \
          They count neither as answered nor as unanswered.
          """
      ),
      Report.QualityCount(
        name: "status_conflicts",
        title: "Status conflicts",
        count: statusConflicts,
        advice: "Their status and isAnswered disagree; isAnswered is believed."
      ),
      Report.QualityCount(
        name: "negative_ring",
        title: "Negative ring times",
        count: negativeRing,
        advice: "They end before they began or talked for longer than they lasted; ring left out."
      ),
      Report.QualityCount(
        name: "no_start",
        title: "Attempts without a start",
        count: noStart,
        advice: "They count at the time they were created, or at none; import them with startedAt."
      ),
      Report.QualityCount(
        name: "cost_unknown",
        title: "Attempts without a known cost",
        count: costUnknown,
        advice: "Their costs are left out of every sum; costed_attempts says how many are in."
      ),
      Report.QualityCount(
        name: "dimension_lost",
        title: "Attempts whose user or rule was deleted",
        count: dimensionLost,
        advice: "They count for the user and rule that were known before the source lost them."
      ),
    ]
  }
}

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

  /// Counts some selected attempts.
  mutating func add(_ attempts: borrowing SelectedAttempts) {
    var (stale, negative, starts, unknown, lost) = (0, 0, 0, 0, 0)
    let (rings, costs) = (attempts.ringSeconds.span, attempts.costMicrocents.span)
    for index in 0..<attempts.count {
      let ring = rings[index]
      negative += ring < 0 && ring != AttemptSegment.unknownTime ? 1 : 0
      unknown += costs[index] == AttemptSegment.unknownTime ? 1 : 0
    }
    let flags = attempts.flags.span
    for index in 0..<attempts.count {
      starts += flags[index] & BlockFlags.noStart.rawValue != 0 ? 1 : 0
      lost += flags[index] & BlockFlags.dimensionLost.rawValue != 0 ? 1 : 0
    }
    let outcomes = attempts.outcome.span
    for index in 0..<attempts.count { stale += outcomes[index] == .stale ? 1 : 0 }
    staleAttempts += Int64(stale)
    negativeRing += Int64(negative)
    noStart += Int64(starts)
    costUnknown += Int64(unknown)
    dimensionLost += Int64(lost)
  }

  /// Counts attempts whose status and answer disagree.
  mutating func addConflicts(_ count: Int64) { statusConflicts += count }

  /// Counts what another scan has counted as well.
  mutating func merge(_ other: Self) {
    staleAttempts += other.staleAttempts
    statusConflicts += other.statusConflicts
    negativeRing += other.negativeRing
    noStart += other.noStart
    costUnknown += other.costUnknown
    dimensionLost += other.dimensionLost
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

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

  /// Counts the selected attempts of one segment.
  mutating func add(_ attempts: SelectedAttempts, of segment: AttemptSegment, rules: AttemptRules) {
    for index in attempts.rows.indices {
      let row = attempts.rows[index]
      if attempts.outcome[index] == .stale { staleAttempts += 1 }
      if rules.hasStatusConflict(row, in: segment) { statusConflicts += 1 }
      let ring = attempts.ringSeconds[index]
      if ring < 0, ring != AttemptSegment.unknownTime { negativeRing += 1 }
      if segment.startedAt[row] == AttemptSegment.unknownTime { noStart += 1 }
      if attempts.costMicrocents[index] == AttemptSegment.unknownTime { costUnknown += 1 }
      if segment.flags[row].contains(.dimensionLost) { dimensionLost += 1 }
    }
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

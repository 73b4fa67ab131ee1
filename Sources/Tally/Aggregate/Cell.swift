/// The counts and sums of one group of attempts; two cells of disjoint attempts can be merged.
///
/// Distinct calls, distributions and costs by source are kept apart, in ``DistinctCalls``,
/// ``ValueCounts`` and ``SourceSums``.
struct Cell: Sendable, Hashable {
  var attempts: Int64 = 0
  /// Still ringing, the stale ones left out.
  var open: Int64 = 0
  var stale: Int64 = 0
  var answered: Int64 = 0
  /// Answered attempts with a duration.
  var timed: Int64 = 0
  var dialSeconds: Int64 = 0
  /// Closed attempts with a valid ring time.
  var rung: Int64 = 0
  var ringSeconds: Int64 = 0
  /// Answered attempts with a duration above zero: those that must have cost something.
  var talked: Int64 = 0
  var costedTalked: Int64 = 0
  var costed: Int64 = 0
  var answeredMicrocents: Int64 = 0
  var unansweredMicrocents: Int64 = 0
  /// Calls by their own records.
  var loggedCalls: Int64 = 0
  var undialledCalls: Int64 = 0
  /// Those of which it is known what the leg that came in cost, and what all of these cost.
  var inboundCosted: Int64 = 0
  var inboundMicrocents: Int64 = 0
  /// Whether a sum has left 64 bits, which makes it worthless.
  var hasOverflowed = false

  /// Counts the attempts and calls of another cell as well.
  mutating func merge(_ other: Self) {
    attempts += other.attempts
    open += other.open
    stale += other.stale
    answered += other.answered
    timed += other.timed
    rung += other.rung
    talked += other.talked
    costedTalked += other.costedTalked
    costed += other.costed
    loggedCalls += other.loggedCalls
    undialledCalls += other.undialledCalls
    inboundCosted += other.inboundCosted
    hasOverflowed = hasOverflowed || other.hasOverflowed
    Self.add(other.dialSeconds, to: &dialSeconds, &hasOverflowed)
    Self.add(other.ringSeconds, to: &ringSeconds, &hasOverflowed)
    Self.add(other.answeredMicrocents, to: &answeredMicrocents, &hasOverflowed)
    Self.add(other.unansweredMicrocents, to: &unansweredMicrocents, &hasOverflowed)
    Self.add(other.inboundMicrocents, to: &inboundMicrocents, &hasOverflowed)
  }

  /// Attempts that are neither open nor stale.
  var closed: Int64 { attempts - open - stale }

  /// Whether somebody talked and none of those attempts has a known cost.
  var hasNoCost: Bool { talked > 0 && costedTalked == 0 }

  private static func add(_ value: Int64, to sum: inout Int64, _ hasOverflowed: inout Bool) {
    let (result, overflow) = sum.addingReportingOverflow(value)
    sum = result
    if overflow { hasOverflowed = true }
  }
}

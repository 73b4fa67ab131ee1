/// The counts and sums of one group of attempts; two cells of disjoint attempts can be merged.
///
/// Distinct calls and distributions are kept apart, in ``DistinctCalls`` and ``ValueCounts``.
struct Cell: Sendable, Hashable {
  var attempts: Int64 = 0
  /// Still ringing, the stale ones left out.
  var open: Int64 = 0
  var stale: Int64 = 0
  var answered: Int64 = 0
  /// Answered attempts with a duration.
  var timed: Int64 = 0
  var dialSeconds: Int64 = 0
  var minimumDialSeconds = Int64.max
  var maximumDialSeconds = Int64.min
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
  /// Costs by source, where they are told apart.
  var sources = SourceCosts()
  /// Whether a sum has left 64 bits, which makes it worthless.
  var hasOverflowed = false

  /// Counts one attempt.
  ///
  /// Unknown numbers are as in the segment, ``AttemptSegment/unknown`` and
  /// ``AttemptSegment/unknownTime``; any negative ring is invalid. The cost is in micro-cents.
  @inline(__always)
  mutating func add(outcome: Outcome, dial: Int32, ring: Int64, cost: Int64) {
    attempts += 1
    let isAnswered = outcome == .answered
    var hasTalked = false
    if isAnswered {
      answered += 1
      if dial != AttemptSegment.unknown {
        let seconds = Int64(dial)
        timed += 1
        dialSeconds += seconds
        minimumDialSeconds = min(minimumDialSeconds, seconds)
        maximumDialSeconds = max(maximumDialSeconds, seconds)
        if dial > 0 {
          hasTalked = true
          talked += 1
        }
      }
    } else if outcome == .open {
      open += 1
    } else if outcome == .stale {
      stale += 1
    }
    if ring >= 0 {
      rung += 1
      Self.add(ring, to: &ringSeconds, &hasOverflowed)
    }
    if cost != AttemptSegment.unknownTime {
      costed += 1
      if hasTalked { costedTalked += 1 }
      if isAnswered {
        Self.add(cost, to: &answeredMicrocents, &hasOverflowed)
      } else {
        Self.add(cost, to: &unansweredMicrocents, &hasOverflowed)
      }
    }
  }

  /// Counts the attempts and calls of another cell as well.
  mutating func merge(_ other: Self) {
    attempts += other.attempts
    open += other.open
    stale += other.stale
    answered += other.answered
    timed += other.timed
    minimumDialSeconds = min(minimumDialSeconds, other.minimumDialSeconds)
    maximumDialSeconds = max(maximumDialSeconds, other.maximumDialSeconds)
    rung += other.rung
    talked += other.talked
    costedTalked += other.costedTalked
    costed += other.costed
    loggedCalls += other.loggedCalls
    undialledCalls += other.undialledCalls
    sources.merge(other.sources)
    hasOverflowed = hasOverflowed || other.hasOverflowed
    Self.add(other.dialSeconds, to: &dialSeconds, &hasOverflowed)
    Self.add(other.ringSeconds, to: &ringSeconds, &hasOverflowed)
    Self.add(other.answeredMicrocents, to: &answeredMicrocents, &hasOverflowed)
    Self.add(other.unansweredMicrocents, to: &unansweredMicrocents, &hasOverflowed)
  }

  /// Attempts that are neither open nor stale.
  var closed: Int64 { attempts - open - stale }

  /// Whether somebody talked and none of those attempts has a known cost.
  var hasNoCost: Bool { talked > 0 && costedTalked == 0 }

  @inline(__always)
  private static func add(_ value: Int64, to sum: inout Int64, _ hasOverflowed: inout Bool) {
    let (result, overflow) = sum.addingReportingOverflow(value)
    sum = result
    if overflow { hasOverflowed = true }
  }
}

package import Reports

/// What follows from the columns of one attempt: the definitions that reports and lists share.
package struct AttemptRules: Sendable {
  /// By number of the status; nil where upstream does not know the status, and at 0.
  let statuses: [CallStatus?]
  /// By number of the status, the outcome of an unanswered attempt; open where more decides.
  let outcomes: [Outcome]
  let asOfMilliseconds: Int64
  let costBasis: CostBasis
  let sources: CostSources

  package init(
    directory: Directory,
    asOf: Instant?,
    costBasis: CostBasis,
    sources: CostSources = CostSources()
  ) {
    statuses = directory.statuses.map { CallStatus(rawValue: $0) }
    outcomes = statuses.map { status in
      let isUndecided = status?.isInProgress ?? false
      return isUndecided
        ? .open : Outcome(answered: false, status: status, ended: true, at: nil, asOf: 0)
    }
    asOfMilliseconds = asOf?.milliseconds ?? .min
    self.costBasis = costBasis
    self.sources = sources
  }

  /// The instant an attempt counts at in UTC milliseconds: startedAt, else createdAt.
  ///
  /// ``AttemptSegment/unknownTime`` where both are NULL.
  @inline(__always)
  package func milliseconds(of row: Int, in segment: borrowing AttemptSegment) -> Int64 {
    let startedAt = segment.startedAt[row]
    return startedAt == AttemptSegment.unknownTime ? segment.createdAt[row] : startedAt
  }

  @inline(__always)
  package func outcome(of row: Int, in segment: borrowing AttemptSegment) -> Outcome {
    if segment.flags[row].contains(.answered) { return .answered }
    let milliseconds = milliseconds(of: row, in: segment)
    return Outcome(
      answered: false,
      status: statuses[Int(segment.status[row])],
      ended: segment.endedAt[row] != AttemptSegment.unknownTime,
      at: milliseconds == AttemptSegment.unknownTime ? nil : milliseconds,
      asOf: asOfMilliseconds
    )
  }

  /// The outcome of an unanswered attempt whose status is one of those still in progress.
  func outcome(ofUndecidedAt milliseconds: Int64, ended: Bool) -> Outcome {
    Outcome(
      answered: false,
      status: .ringing,
      ended: ended,
      at: milliseconds == AttemptSegment.unknownTime ? nil : milliseconds,
      asOf: asOfMilliseconds
    )
  }

  /// Whole seconds from start to end less those talked; negative where the record is wrong.
  ///
  /// Nil where the attempt has no start or no end.
  @inline(__always)
  package static func signedRingSeconds(of row: Int, in segment: borrowing AttemptSegment) -> Int64?
  {
    let startedAt = segment.startedAt[row]
    let endedAt = segment.endedAt[row]
    guard startedAt != AttemptSegment.unknownTime, endedAt != AttemptSegment.unknownTime else {
      return nil
    }
    let (elapsed, overflow) = endedAt.subtractingReportingOverflow(startedAt)
    guard !overflow else { return nil }
    let dialSeconds = segment.dialSeconds[row]
    let talked = segment.flags[row].contains(.answered) && dialSeconds != AttemptSegment.unknown
    return flooredQuotient(elapsed, 1000) - (talked ? Int64(dialSeconds) : 0)
  }

  /// What the caller waited through on this attempt; nil where unknown or negative.
  package func ringSeconds(of row: Int, in segment: borrowing AttemptSegment) -> Int64? {
    guard let seconds = Self.signedRingSeconds(of: row, in: segment), seconds >= 0 else {
      return nil
    }
    return seconds
  }

  /// What an attempt cost by each source.
  package func costs(of row: Int, in segment: borrowing AttemptSegment) -> AttemptCosts {
    let isAnswered = segment.flags[row].contains(.answered)
    let rated = sources.rating?.microcents(
      phone: Int(segment.phone[row]),
      at: milliseconds(of: row, in: segment),
      isAnswered: isAnswered,
      dialSeconds: segment.dialSeconds[row]
    )
    return AttemptCosts(
      recorded: segment.recordedCostMicrocents[row],
      carrier: sources.carrier.microcents(of: segment.attempt[row]),
      rated: rated == AttemptSegment.unknownTime ? nil : rated,
      answered: isAnswered,
      dialSeconds: segment.dialSeconds[row]
    )
  }
}

/// Counts and sums by group, laid out so that an attempt costs a few additions and no decision.
struct GroupSums: Sendable {
  private static let sumsOfGroup = 4

  /// For each group, how many attempts there are of each ``AttemptClass``.
  private var counts: [UInt32] = []
  /// For each group: dial seconds, ring seconds, the cost of unanswered and of answered attempts.
  private var sums: [Int64] = []
  private var hasOverflowed: [Bool] = []
  /// Calls by their own records, and those of them without attempts.
  private var loggedCalls: [LoggedCalls] = []

  private struct LoggedCalls {
    var all: Int64 = 0
    var undialled: Int64 = 0
    var inboundCosted: Int64 = 0
    var inboundMicrocents: Int64 = 0
  }

  /// Makes room for groups up to a number.
  mutating func grow(to count: Int) {
    let more = count - hasOverflowed.count
    guard more > 0 else { return }
    counts.append(contentsOf: repeatElement(0, count: more * AttemptClass.limit))
    sums.append(contentsOf: repeatElement(0, count: more * Self.sumsOfGroup))
    hasOverflowed.append(contentsOf: repeatElement(false, count: more))
    loggedCalls.append(contentsOf: repeatElement(LoggedCalls(), count: more))
  }

  mutating func add(_ attempts: borrowing SelectedAttempts, to groups: [UInt32]) {
    Self.add(attempts, to: groups, &counts, &sums, &hasOverflowed)
  }

  private static func add(
    _ attempts: borrowing SelectedAttempts,
    to groups: [UInt32],
    _ counts: inout [UInt32],
    _ sums: inout [Int64],
    _ hasOverflowed: inout [Bool]
  ) {
    let count = attempts.count
    precondition(count <= groups.count)
    let groups = groups.span
    let (classes, outcomes) = (attempts.classes.span, attempts.outcome.span)
    let (dials, rings) = (attempts.dialSeconds.span, attempts.ringSeconds.span)
    let costs = attempts.costMicrocents.span
    var counts = counts.mutableSpan
    var sums = sums.mutableSpan
    var overflows = hasOverflowed.mutableSpan
    let groupCount = overflows.count
    for index in 0..<count {
      let group = Int(unsafe groups[unchecked: index])
      // Looked at once for all that is kept of the group.
      precondition(group < groupCount)
      let isAnswered = unsafe outcomes[unchecked: index] == .answered
      let place = group &* AttemptClass.limit &+ Int(unsafe classes[unchecked: index])
      unsafe counts[unchecked: place] &+= 1
      let first = group &* sumsOfGroup
      let dial = unsafe dials[unchecked: index]
      let cost = unsafe costs[unchecked: index]
      unsafe sums[unchecked: first] &+=
        isAnswered && dial != AttemptSegment.unknown ? Int64(dial) : 0
      let ring = unsafe sums[unchecked: first &+ 1]
        .addingReportingOverflow(max(rings[unchecked: index], 0))
      unsafe sums[unchecked: first &+ 1] = ring.partialValue
      let costPlace = first &+ (isAnswered ? 3 : 2)
      let sum = unsafe sums[unchecked: costPlace].addingReportingOverflow(
        cost == AttemptSegment.unknownTime ? 0 : cost
      )
      unsafe sums[unchecked: costPlace] = sum.partialValue
      if ring.overflow || sum.overflow { overflows[group] = true }
    }
  }

  /// Counts one call by its own record.
  mutating func add(_ call: CallCosts, to group: UInt32) {
    let group = Int(group)
    loggedCalls[group].all += 1
    if !call.wasDialled { loggedCalls[group].undialled += 1 }
    guard call.inboundMicrocents != AttemptSegment.unknownTime else { return }
    loggedCalls[group].inboundCosted += 1
    addInbound(call.inboundMicrocents, to: group)
  }

  private mutating func addInbound(_ microcents: Int64, to group: Int) {
    let (sum, overflow) = loggedCalls[group].inboundMicrocents
      .addingReportingOverflow(microcents)
    loggedCalls[group].inboundMicrocents = sum
    if overflow { hasOverflowed[group] = true }
  }

  /// Adds what another has, whose groups have other numbers here.
  mutating func merge(_ other: Self, groups: [UInt32]) {
    for (index, group) in groups.enumerated() {
      let group = Int(group)
      for place in 0..<AttemptClass.limit {
        counts[group * AttemptClass.limit + place] +=
          other.counts[index * AttemptClass.limit + place]
      }
      for place in 0..<Self.sumsOfGroup {
        let (sum, overflow) = sums[group * Self.sumsOfGroup + place]
          .addingReportingOverflow(other.sums[index * Self.sumsOfGroup + place])
        sums[group * Self.sumsOfGroup + place] = sum
        if overflow { hasOverflowed[group] = true }
      }
      if other.hasOverflowed[index] { hasOverflowed[group] = true }
      loggedCalls[group].all += other.loggedCalls[index].all
      loggedCalls[group].undialled += other.loggedCalls[index].undialled
      loggedCalls[group].inboundCosted += other.loggedCalls[index].inboundCosted
      addInbound(other.loggedCalls[index].inboundMicrocents, to: group)
    }
  }

  /// The cells of all groups.
  var cells: [Cell] {
    hasOverflowed.indices.map { group in
      let first = group * AttemptClass.limit
      var cell = AttemptClass.cell(counts: counts[first..<(first + AttemptClass.limit)])
      cell.dialSeconds = sums[group * Self.sumsOfGroup]
      cell.ringSeconds = sums[group * Self.sumsOfGroup + 1]
      cell.unansweredMicrocents = sums[group * Self.sumsOfGroup + 2]
      cell.answeredMicrocents = sums[group * Self.sumsOfGroup + 3]
      cell.hasOverflowed = hasOverflowed[group]
      cell.loggedCalls = loggedCalls[group].all
      cell.undialledCalls = loggedCalls[group].undialled
      cell.inboundCosted = loggedCalls[group].inboundCosted
      cell.inboundMicrocents = loggedCalls[group].inboundMicrocents
      return cell
    }
  }
}

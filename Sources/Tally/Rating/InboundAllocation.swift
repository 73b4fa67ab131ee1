/// How what a call's inbound leg cost is put on its attempts, where that is asked for.
package enum InboundAllocation: String, Sendable, CaseIterable {
  /// On the attempt that was answered; evenly where none was.
  case answered
  /// On all attempts alike.
  case even
}

extension InboundAllocation {
  /// Puts the costs of calls on their attempts.
  ///
  /// Only attempts whose price at the carrier is known take part: a share alone is not what an
  /// attempt cost. What does not divide evenly goes to the first ones, a micro-cent each, so that the
  /// shares of a call are what it cost. `calls` has micro-cents by the numbers of calls.
  func add<Source: AttemptSource>(
    _ calls: [Int32: Int64],
    to costs: CarrierCosts,
    of source: Source
  ) throws -> CarrierCosts {
    guard !calls.isEmpty else { return costs }
    var attempts: [Int32: [Taker]] = [:]
    try source.forEachSegment(withIdentifiers: true) { segment in
      for row in 0..<segment.count where calls[segment.call[row]] != nil {
        guard costs.microcents(of: segment.attempt[row]) != nil else { continue }
        let start = segment.startedAt[row]
        attempts[segment.call[row], default: []].append(
          Taker(
            attempt: segment.attempt[row],
            isAnswered: segment.flags[row].contains(.answered),
            time: start == AttemptSegment.unknownTime ? segment.createdAt[row] : start,
            id: segment.identifier[row]
          )
        )
      }
    }
    var allocated = costs
    for (call, microcents) in calls {
      guard var takers = attempts[call] else {
        allocated.noteUnallocated()
        continue
      }
      takers.sort { ($0.time, $0.id) < ($1.time, $1.id) }
      let answered = takers.filter(\.isAnswered)
      if self == .answered, !answered.isEmpty { takers = answered }
      for (taker, share) in zip(takers, Self.shares(of: microcents, among: takers.count)) {
        guard let own = costs.microcents(of: taker.attempt) else { continue }
        let (sum, overflow) = own.addingReportingOverflow(share)
        guard !overflow else { throw ReportError.overflow(column: Metric.carrierCost.rawValue) }
        allocated.set(sum, of: taker.attempt)
      }
    }
    return allocated
  }

  /// What a report says of it.
  func note(_ costs: CarrierCosts) -> String {
    let how = self == .answered ? "on those that were answered" : "on all of them alike"
    let rest = costs.unallocatedCalls
    return "The carrier's cost of attempts includes what calls' inbound legs cost, \(how)."
      + (rest == 0
        ? ""
        : " Of \(rest) calls it is on none, for no attempt of theirs has a price of the carrier's.")
  }

  private struct Taker {
    var attempt: Int32
    var isAnswered: Bool
    var time: Int64
    var id: Identifier
  }

  /// An amount in as many parts, whose sum it is.
  static func shares(of microcents: Int64, among count: Int) -> [Int64] {
    let (part, rest) = microcents.quotientAndRemainder(dividingBy: Int64(count))
    return (0..<count).map { part + ($0 < abs(rest) ? rest.signum() : 0) }
  }
}

extension AttemptSource {
  /// What the carrier charged for attempts, with their shares of the calls' inbound legs where asked for.
  func carrierCosts(with allocation: InboundAllocation?) throws -> CarrierCosts {
    let costs = try carrierCosts()
    guard let allocation else { return costs }
    return try allocation.add(inboundCosts(), to: costs, of: self)
  }
}

/// One bridge for each currency that anything was charged in, and the rules by which a difference
/// gets its reason.
package struct Bridges: Sendable {
  /// The currency of recorded costs and rate cards.
  package static let home = "USD"
  /// That of charges whose currency nobody told: the code that ISO 4217 has for none.
  package static let unknown = "XXX"
  private static let centMicrocents: Int64 = 1_000_000

  /// Billed legs that are left out, for nothing tells which project their call is of.
  private(set) var countWithoutProject = 0
  private var byCurrency: [String: Bridge] = [:]
  private let keepsEntries: Bool

  /// `keepsEntries` is whether every single difference is to be known afterwards.
  package init(keepsEntries: Bool = false) {
    self.keepsEntries = keepsEntries
    byCurrency[Self.home] = Bridge(currency: Self.home, keepsEntries: keepsEntries)
  }

  /// The home currency first, the others by name.
  package var all: [Bridge] {
    let others = byCurrency.keys.filter { $0 != Self.home }.sorted()
    return ([Self.home] + others).compactMap { byCurrency[$0] }
  }

  /// Counts a leg that is left out, where it is billed.
  mutating func noteWithoutProject(_ leg: BridgeLeg) {
    if leg.isBilled, leg.isUnsettled || leg.billedUnits != 0 { countWithoutProject += 1 }
  }

  /// Takes in an attempt that no leg was matched with.
  ///
  /// `hasCarrierRecords` is whether the store has records of the carrier's from that time at all.
  package mutating func add(
    _ attempt: BridgeAttempt,
    hasCarrierRecords: Bool
  ) throws(ReportError) {
    try bridge(Self.home) { bridge throws(ReportError) in
      try bridge.open(attempt)
      let reason = hasCarrierRecords ? DifferenceReason.deletedAtCarrier : .notImported
      try bridge.note(reason, -attempt.openingMicrocents, attempt, nil)
    }
  }

  /// Takes in a leg that no attempt was matched with.
  package mutating func add(_ leg: BridgeLeg) throws(ReportError) {
    guard leg.isBilled else { return }
    let reason: DifferenceReason =
      if leg.isUnsettled {
        .notSettled
      } else if leg.isDuplicate {
        .duplicate
      } else if !leg.isCallKnown {
        .noParentRecord
      } else {
        leg.isInbound ? .inboundLeg : .missingInOneUptime
      }
    try bridge(leg.currency) { bridge throws(ReportError) in
      try bridge.close(leg)
      guard leg.isUnsettled || leg.billedUnits != 0 else { return }
      try bridge.note(reason, leg.billedUnits, nil, leg)
    }
  }

  /// Takes in an attempt and the leg that was matched with it.
  package mutating func add(_ attempt: BridgeAttempt, _ leg: BridgeLeg) throws(ReportError) {
    let opened = attempt.openingMicrocents
    try bridge(Self.home) { bridge throws(ReportError) in try bridge.open(attempt) }
    try bridge(leg.currency) { bridge throws(ReportError) in try bridge.close(leg) }
    let isUnsettled = leg.isBilled && leg.isUnsettled
    guard leg.currency == Self.home else {
      try note(.otherCurrency, -opened, attempt, leg)
      try bridge(leg.currency) { bridge throws(ReportError) in
        let reason = isUnsettled ? DifferenceReason.notSettled : .otherCurrency
        try bridge.note(reason, leg.billedUnits, attempt, leg)
      }
      return
    }
    let (difference, isTooLarge) = leg.billedUnits.subtractingReportingOverflow(opened)
    if isTooLarge { throw .overflow(column: "amount in \(leg.currency)") }
    if isUnsettled {
      try note(.notSettled, difference, attempt, leg)
    } else if leg.isBilled != attempt.isOfPeriod {
      try note(.monthEdge, difference, attempt, leg)
    } else if leg.isBilled, difference != 0 {
      try explain(difference, attempt, leg)
    }
  }

  /// Gives reasons for a difference between an attempt and a leg of the same month.
  private mutating func explain(
    _ difference: Int64,
    _ attempt: BridgeAttempt,
    _ leg: BridgeLeg
  ) throws(ReportError) {
    switch attempt.cost {
    case _ where !attempt.isAnswered: try note(.unansweredBilled, difference, attempt, leg)
    // A 0 where people talked is nobody's statement.
    case .unknown, .recorded(0): try note(.costNotRecorded, difference, attempt, leg)
    case .recorded:
      let isRounded = difference.magnitude < Self.centMicrocents
      try note(isRounded ? .wholeCents : .unexplained, difference, attempt, leg)
    case .rated(let opened, let onBilledSeconds):
      let (rounding, isTooLarge) = (onBilledSeconds ?? opened)
        .subtractingReportingOverflow(opened)
      let (rest, isTooLargeRest) = difference.subtractingReportingOverflow(rounding)
      if isTooLarge || isTooLargeRest { throw .overflow(column: "amount in \(leg.currency)") }
      try note(.rounding, rounding, attempt, leg)
      try note(.rateDiffers, rest, attempt, leg)
    }
  }

  private mutating func note(
    _ reason: DifferenceReason,
    _ microcents: Int64,
    _ attempt: BridgeAttempt,
    _ leg: BridgeLeg
  ) throws(ReportError) {
    try bridge(Self.home) { bridge throws(ReportError) in
      try bridge.note(reason, microcents, attempt, leg)
    }
  }

  private mutating func bridge(
    _ currency: String,
    _ change: (inout Bridge) throws(ReportError) -> Void
  ) throws(ReportError) {
    let empty = Bridge(currency: currency, keepsEntries: keepsEntries)
    try change(&byCurrency[currency, default: empty])
  }
}

/// The way from what was known of costs to what the carrier billed in one currency, in steps that
/// add up.
///
/// Amounts are 10^-8 of the currency: micro-cents of dollars.
package struct Bridge: Sendable {
  /// What one line adds up.
  package struct Line: Sendable, Hashable {
    package var count: Int64 = 0
    package var units: Int64 = 0
    /// The same without signs, so that differences do not hide each other.
    package var magnitude: Int64 = 0
  }

  /// One difference, with the attempt and the leg that it is between.
  package struct Entry: Sendable, Hashable {
    package var reason: DifferenceReason
    package var attempt: Int32?
    package var leg: Int64?
    package var units: Int64
  }

  package let currency: String
  /// Attempts of the period with a recorded cost, and those with one by a rate card.
  package private(set) var recorded = Line()
  package private(set) var rated = Line()
  package private(set) var lines: [DifferenceReason: Line] = [:]
  /// The legs that are billed.
  package private(set) var billed = Line()
  /// Every difference; empty unless they are kept.
  package private(set) var entries: [Entry] = []
  private let keepsEntries: Bool

  package init(currency: String, keepsEntries: Bool) {
    self.currency = currency
    self.keepsEntries = keepsEntries
  }

  /// What does not add up, by whoever's mistake: 0, or the bridge must not be shown.
  package var restUnits: Int128 {
    let steps = lines.values.reduce(Int128(0)) { $0 + Int128($1.units) }
    return Int128(recorded.units) + Int128(rated.units) + steps - Int128(billed.units)
  }

  /// Whether nothing was charged in it and nothing cost anything.
  var isEmpty: Bool {
    recorded.units == 0 && rated.units == 0 && billed.count == 0 && lines.isEmpty
  }

  mutating func open(_ attempt: BridgeAttempt) throws(ReportError) {
    guard attempt.isOfPeriod else { return }
    switch attempt.cost {
    case .unknown: break
    case .recorded(let microcents): try recorded.add(microcents, currency)
    case .rated(let microcents, _): try rated.add(microcents, currency)
    }
  }

  mutating func close(_ leg: BridgeLeg) throws(ReportError) {
    if leg.isBilled { try billed.add(leg.chargeUnits ?? 0, currency) }
  }

  /// Notes a difference; one of nothing is none, but for legs without a price.
  mutating func note(
    _ reason: DifferenceReason,
    _ units: Int64,
    _ attempt: BridgeAttempt?,
    _ leg: BridgeLeg?
  ) throws(ReportError) {
    guard units != 0 || reason == .notSettled else { return }
    try lines[reason, default: Line()].add(units, currency)
    guard keepsEntries else { return }
    entries.append(
      Entry(reason: reason, attempt: attempt?.number, leg: leg?.number, units: units)
    )
  }
}

extension Bridge.Line {
  fileprivate mutating func add(_ amount: Int64, _ currency: String) throws(ReportError) {
    let (sum, isTooLarge) = units.addingReportingOverflow(amount)
    let (whole, isTooLargeWhole) =
      amount == .min ? (0, true) : magnitude.addingReportingOverflow(abs(amount))
    guard !isTooLarge, !isTooLargeWhole else { throw .overflow(column: "amount in \(currency)") }
    count += 1
    units = sum
    magnitude = whole
  }
}

/// One attempt as far as a bridge has to know it.
package struct BridgeAttempt: Sendable, Hashable {
  /// What the attempt cost before anything was known of the carrier's bill.
  package enum Cost: Sendable, Hashable {
    case unknown
    /// Micro-cents that OneUptime recorded.
    case recorded(Int64)
    /// Micro-cents by the rate card on OneUptime's seconds, and on those that the carrier bills;
    /// the latter are nil where there is no leg.
    case rated(Int64, onBilledSeconds: Int64?)
  }

  /// The attempt's row number in the store.
  package var number: Int32
  /// Whether it started in the period.
  package var isOfPeriod: Bool
  package var isAnswered: Bool
  package var cost: Cost

  package init(number: Int32, isOfPeriod: Bool, isAnswered: Bool, cost: Cost) {
    self.number = number
    self.isOfPeriod = isOfPeriod
    self.isAnswered = isAnswered
    self.cost = cost
  }

  /// Its amount in the bridge's opening, in micro-cents: 0 out of the period or where unknown.
  var openingMicrocents: Int64 {
    guard isOfPeriod else { return 0 }
    return switch cost {
    case .unknown: 0
    case .recorded(let microcents), .rated(let microcents, _): microcents
    }
  }
}

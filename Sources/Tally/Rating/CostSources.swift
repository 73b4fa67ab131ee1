/// Where costs come from besides the records of attempts themselves.
package struct CostSources: Sendable {
  package var carrier: CarrierCosts
  /// Nil where attempts are not rated.
  package var rating: Rating?

  package init(carrier: CarrierCosts = CarrierCosts(), rating: Rating? = nil) {
    self.carrier = carrier
    self.rating = rating
  }

  /// Whether recorded costs are all there are.
  package var isEmpty: Bool { carrier.isEmpty && rating == nil }

  /// Whether no order of adding any of them can leave 64 bits, recorded costs of 62 bits included.
  func cannotOverflow(in headers: [BlockHeader]) -> Bool {
    guard carrier.cannotOverflow else { return false }
    guard let rating else { return true }
    var bound: Int64 = 0
    for header in headers where header.count > 0 {
      let greatest = header.layouts[BlockColumn.dialSeconds.rawValue].greatest
      // No attempt of the store has more than 32 bits of seconds.
      let most = rating.mostMicrocents(dialSeconds: min(max(greatest, 0), Int64(Int32.max)))
      let (sum, overflow) = Int64(header.count).multipliedReportingOverflow(by: most)
      guard !overflow, sum < 1 << 60 else { return false }
      bound += sum
      guard bound < 1 << 60 else { return false }
    }
    return true
  }
}

/// Where costs come from besides the records of attempts themselves.
package struct CostSources: Sendable {
  package var carrier: CarrierCosts

  package init(carrier: CarrierCosts = CarrierCosts()) {
    self.carrier = carrier
  }

  /// Whether recorded costs are all there are.
  package var isEmpty: Bool { carrier.isEmpty }

  /// Whether no order of adding any of them can leave 64 bits, recorded costs of 62 bits included.
  var cannotOverflow: Bool { carrier.cannotOverflow }
}

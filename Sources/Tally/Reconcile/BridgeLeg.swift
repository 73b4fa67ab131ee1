/// One leg of the carrier's as far as a bridge has to know it.
package struct BridgeLeg: Sendable, Hashable {
  /// The leg's row number in the store.
  package var number: Int64
  /// Whether it started in the month that the carrier bills.
  package var isBilled: Bool
  /// What was charged in 10^-8 of the currency, negative where paid back; nil where not known.
  package var chargeUnits: Int64?
  /// Whether a charge is still to come.
  package var isUnsettled: Bool
  package var currency: String
  /// Whether it is the caller's own leg.
  package var isInbound: Bool
  /// Whether OneUptime knows the call: by its record, or by an attempt that is another leg of it.
  package var isCallKnown: Bool
  /// Whether it is another leg once more.
  package var isDuplicate: Bool

  package init(
    number: Int64,
    isBilled: Bool,
    chargeUnits: Int64?,
    isUnsettled: Bool = false,
    currency: String,
    isInbound: Bool = false,
    isCallKnown: Bool = true,
    isDuplicate: Bool = false
  ) {
    self.number = number
    self.isBilled = isBilled
    self.chargeUnits = chargeUnits
    self.isUnsettled = isUnsettled
    self.currency = currency
    self.isInbound = isInbound
    self.isCallKnown = isCallKnown
    self.isDuplicate = isDuplicate
  }

  /// Its amount in the bridge's closing: 0 where it is billed elsewhere or has no charge.
  var billedUnits: Int64 { isBilled ? chargeUnits ?? 0 : 0 }
}

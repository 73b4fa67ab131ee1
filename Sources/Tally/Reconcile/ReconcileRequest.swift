/// What is to be reconciled with what.
package struct ReconcileRequest: Sendable {
  /// Which attempts the opening is about: those that started in it.
  package var period: Period
  /// The same in the carrier's zone: which legs its bill is about.
  package var billingPeriod: Period
  /// Of the project alone; others are of no meaning here.
  package var filters: [AttemptFilter]
  /// The carrier's account whose legs count; nil for all there are.
  package var account: String?
  /// The only currency that is wanted; nil for all.
  package var currency: String?
  /// Whether charges in other currencies are converted where a rate of their month is known.
  package var convertsCurrencies = false
  /// By which card attempts without a recorded cost are rated.
  package var rateCard = RateCardChoice.automatic
  /// What the carrier rounds a leg's seconds up to, 1 or more.
  package var incrementSeconds: Int64 = 60
  /// The carrier's invoice in 10^-8 of its currency.
  package var invoiceUnits: Int64?
  /// How much may be without an explanation, in 10^-8 of each currency.
  package var toleranceUnits: Int64 = 0
  /// Whether every single difference is listed.
  package var listsDifferences = false

  package init(period: Period, billingPeriod: Period, filters: [AttemptFilter] = []) {
    self.period = period
    self.billingPeriod = billingPeriod
    self.filters = filters
  }
}

/// Turns exact costs into whole cents, one after another, so that the cents add up to the total.
///
/// Each gets what the rounded sum so far is ahead of the cents given out so far: these are never more
/// than half a cent from the sum. Which cost gets the odd cent depends on the order alone.
///
///     var carry = CentCarry()
///     [400_000, 400_000, 400_000].map { carry.cents(of: $0) }   // micro-cents → 0, 1, 0
package struct CentCarry: Sendable {
  private static let microcentsPerCent: Int128 = 1_000_000

  /// What was given in, in micro-cents.
  package private(set) var totalMicrocents: Int128 = 0
  /// What was given out.
  package private(set) var totalCents: Int128 = 0

  package init() {}

  /// The next cost's cents; nil where they do not fit the 32 bits of upstream's column, and then
  /// the cost is left out of both sums.
  package mutating func cents(of microcents: Int64) -> Int64? {
    let total = totalMicrocents + Int128(microcents)
    let rounded = Self.rounded(total)
    guard let cents = Int32(exactly: rounded - totalCents) else { return nil }
    totalMicrocents = total
    totalCents = rounded
    return Int64(cents)
  }

  /// Half away from zero.
  private static func rounded(_ microcents: Int128) -> Int128 {
    let half = microcents < 0 ? -microcentsPerCent / 2 : microcentsPerCent / 2
    return (microcents + half) / microcentsPerCent
  }
}

/// What one source of costs knows of a group of attempts.
struct SourceCost: Sendable, Hashable {
  /// Attempts that it has a cost of.
  var costed: Int64 = 0
  /// Those of them in which somebody talked.
  var costedTalked: Int64 = 0
  var microcents: Int64 = 0
  /// Attempts whose cost that counts is this one.
  var chosen: Int64 = 0
  var chosenMicrocents: Int64 = 0
  /// Whether a sum has left 64 bits, which makes both worthless.
  var hasOverflowed = false

  @inline(__always)
  mutating func add(_ cost: Int64, hasTalked: Bool, isChosen: Bool) {
    costed += 1
    if hasTalked { costedTalked += 1 }
    let sum = microcents.addingReportingOverflow(cost)
    microcents = sum.partialValue
    if sum.overflow { hasOverflowed = true }
    guard isChosen else { return }
    chosen += 1
    let chosenSum = chosenMicrocents.addingReportingOverflow(cost)
    chosenMicrocents = chosenSum.partialValue
    if chosenSum.overflow { hasOverflowed = true }
  }

  /// Counts the attempts of another group as well.
  mutating func merge(_ other: Self) {
    costed += other.costed
    costedTalked += other.costedTalked
    chosen += other.chosen
    let sum = microcents.addingReportingOverflow(other.microcents)
    let chosenSum = chosenMicrocents.addingReportingOverflow(other.chosenMicrocents)
    microcents = sum.partialValue
    chosenMicrocents = chosenSum.partialValue
    if sum.overflow || chosenSum.overflow || other.hasOverflowed { hasOverflowed = true }
  }
}

/// What every source of costs knows of a group of attempts.
struct SourceCosts: Sendable, Hashable {
  var carrier = SourceCost()
  var recorded = SourceCost()
  var rated = SourceCost()

  mutating func merge(_ other: Self) {
    carrier.merge(other.carrier)
    recorded.merge(other.recorded)
    rated.merge(other.rated)
  }
}

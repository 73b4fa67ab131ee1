/// Which of an attempt's costs a report counts.
package enum CostBasis: String, CaseIterable, Sendable {
  /// The first that is known of carrier, recorded and rated.
  case effective
  /// What upstream's records say.
  case recorded
  /// What the carrier's call records say.
  case carrier
  /// What a rate card says.
  case rated

  /// The cost of one attempt in micro-cents; nil where it is unknown.
  ///
  /// That is where recorded costs are all there are; see ``AttemptCosts`` for all sources.
  @inline(__always)
  func knownMicrocents(recorded: Int64, answered: Bool, dialSeconds: Int32) -> Int64? {
    switch self {
    case .effective, .recorded:
      Self.recordedMicrocents(recorded, answered: answered, dialSeconds: dialSeconds)
    case .carrier, .rated:
      nil
    }
  }

  /// A recorded 0 is upstream's default, so it is unknown where somebody talked.
  @inline(__always)
  private static func recordedMicrocents(
    _ microcents: Int64,
    answered: Bool,
    dialSeconds: Int32
  ) -> Int64? {
    guard microcents != AttemptSegment.unknownTime else { return nil }
    // An unknown duration is the smallest number, hence not above zero.
    return microcents == 0 && answered && dialSeconds > 0 ? nil : microcents
  }
}

/// What one attempt cost by each source that may tell, in micro-cents; nil where one does not know.
package struct AttemptCosts: Sendable, Hashable {
  /// What upstream's record says; never its default of 0 where people talked.
  package var recordedMicrocents: Int64?
  /// What the carrier charged.
  package var carrierMicrocents: Int64?
  /// What a rate card asks.
  package var ratedMicrocents: Int64?

  /// `recorded` is as upstream has it: a 0 counts as unknown where people talked.
  @inline(__always)
  package init(
    recorded: Int64?,
    carrier: Int64? = nil,
    rated: Int64? = nil,
    answered: Bool,
    dialSeconds: Int32
  ) {
    recordedMicrocents = CostBasis.recorded.knownMicrocents(
      recorded: recorded ?? AttemptSegment.unknownTime,
      answered: answered,
      dialSeconds: dialSeconds
    )
    carrierMicrocents = carrier
    ratedMicrocents = rated
  }

  /// The cost that counts and whose it is; nil where it is unknown.
  @inline(__always)
  package func chosen(by basis: CostBasis) -> (microcents: Int64, source: CostBasis)? {
    switch basis {
    case .effective:
      carrierMicrocents.map { ($0, .carrier) } ?? recordedMicrocents.map { ($0, .recorded) }
        ?? ratedMicrocents.map { ($0, .rated) }
    case .recorded: recordedMicrocents.map { ($0, .recorded) }
    case .carrier: carrierMicrocents.map { ($0, .carrier) }
    case .rated: ratedMicrocents.map { ($0, .rated) }
    }
  }
}

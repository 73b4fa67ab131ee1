/// What the carrier charged for attempts, by their numbers in the store.
package struct CarrierCosts: Sendable {
  private static let chunkBits: Int32 = 16

  /// By number, 65,536 of them each; empty where none of those has a cost.
  private var chunks: [[Int64]] = []
  private var magnitude: UInt64 = 0

  package init() {}

  package var isEmpty: Bool { chunks.isEmpty }

  /// Whether no order of adding any of them can leave 62 bits.
  var cannotOverflow: Bool { magnitude < 1 << 61 }

  /// Notes the cost of an attempt in micro-cents; numbers below 1 are nobody's.
  package mutating func set(_ microcents: Int64, of attempt: Int32) {
    guard attempt > 0 else { return }
    let chunk = Int(attempt >> Self.chunkBits)
    while chunks.count <= chunk { chunks.append([]) }
    if chunks[chunk].isEmpty {
      chunks[chunk] = [Int64](repeating: AttemptSegment.unknownTime, count: 1 << Self.chunkBits)
    }
    chunks[chunk][Int(attempt) & (1 << Self.chunkBits - 1)] = microcents
    let (sum, overflow) = magnitude.addingReportingOverflow(microcents.magnitude)
    magnitude = overflow ? .max : sum
  }

  /// The cost of an attempt in micro-cents; nil where it is unknown.
  package func microcents(of attempt: Int32) -> Int64? {
    let microcents = self[attempt]
    return microcents == AttemptSegment.unknownTime ? nil : microcents
  }

  /// The same with ``AttemptSegment/unknownTime`` for what is unknown.
  @inline(__always)
  subscript(attempt: Int32) -> Int64 {
    let chunk = Int(attempt >> Self.chunkBits)
    guard chunk < chunks.count, !chunks[chunk].isEmpty else { return AttemptSegment.unknownTime }
    return chunks[chunk][Int(attempt) & (1 << Self.chunkBits - 1)]
  }
}

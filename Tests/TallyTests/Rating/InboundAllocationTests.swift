import Support
import Testing

@testable import Tally

struct InboundAllocationTests {
  /// Calls 1 to 3: answered at the second attempt, at none, and with no known price.
  private static let records: [AttemptRecord] = [
    record(1, call: 1, start: 10), record(2, call: 1, start: 20, isAnswered: true),
    record(3, call: 1, start: 5), record(4, call: 2, start: 30), record(5, call: 2, start: 30),
    record(6, call: 3, start: 40, isAnswered: true),
  ]

  private static func record(
    _ number: UInt64,
    call: Int32,
    start: Int64,
    isAnswered: Bool = false
  ) -> AttemptRecord {
    AttemptRecord(
      id: Identifier(high: 0, low: number),
      call: call,
      startedAt: start,
      isAnswered: isAnswered
    )
  }

  private static let numbers = (0..<6).map(MemorySource.number(ofRow:))

  private func allocated(_ allocation: InboundAllocation) throws -> CarrierCosts {
    var costs = CarrierCosts()
    for attempt in Self.numbers.dropLast() { costs.set(1000, of: attempt) }
    return try allocation.add(
      [1: 500, 2: 101, 3: 70],
      to: costs,
      of: MemorySource(records: Self.records)
    )
  }

  @Test func `the attempt that was answered pays, or all where none was`() throws {
    let costs = try allocated(.answered)
    #expect(
      Self.numbers.map { costs.microcents(of: $0) } == [1000, 1500, 1000, 1051, 1050, nil]
    )
    #expect(costs.unallocatedCalls == 1)
  }

  @Test func `all attempts pay alike, and the first ones what does not divide`() throws {
    let costs = try allocated(.even)
    #expect(
      Self.numbers.map { costs.microcents(of: $0) } == [1167, 1166, 1167, 1051, 1050, nil]
    )
  }

  @Test func `shares are what was shared`() {
    var generator = SplitMix64(seed: 9)
    for _ in 0..<300 {
      let microcents = Int64.random(in: -1_000_000...1_000_000, using: &generator)
      let count = Int.random(in: 1...9, using: &generator)
      let shares = InboundAllocation.shares(of: microcents, among: count)
      #expect(shares.count == count)
      #expect(shares.reduce(0, +) == microcents)
      #expect((shares.max() ?? 0) - (shares.min() ?? 0) <= 1)
    }
  }
}

import Support
import Testing

@testable import Tally

struct DistinctCallsTests {
  @Test func `calls are told apart exactly, in any order and over many foldings`() {
    var random = SplitMix64(seed: 3)
    var calls = DistinctCalls(foldingSize: 1000)
    var plain: [[Int32: UInt64]] = [[:], [:], [:]]
    for _ in 0..<6 {
      for _ in 0..<3000 {
        let group = Int.random(in: 0...2, using: &random)
        let call = Int32.random(in: 1...4000, using: &random)
        let facts = UInt64.random(in: 0...19, using: &random)
        let fact = facts > 3 ? 0 : facts
        plain[group][call, default: 0] |= fact
        calls.add(call: call, facts: .init(rawValue: fact), to: UInt32(group))
      }
      calls.compactIfLarge()
    }
    let counts = calls.counts(groupCount: 3)
    for group in 0..<3 { expect(counts[group], plain[group]) }
    expect(
      calls.counts { $0 != 1 },
      plain[0].merging(plain[2]) { $0 | $1 }
    )
  }

  private func expect(_ counts: DistinctCalls.Counts, _ plain: [Int32: UInt64]) {
    #expect(counts.calls == Int64(plain.count))
    #expect(counts.answeredCalls == Int64(plain.values.filter { $0 & 1 != 0 }.count))
    #expect(counts.decidedCalls == Int64(plain.values.filter { $0 & 2 != 0 }.count))
  }
}

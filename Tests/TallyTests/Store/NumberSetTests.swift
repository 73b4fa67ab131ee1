import Support
import Testing

@testable import Tally

struct NumberSetTests {
  @Test func `it holds what a set of the standard library holds`() {
    var random = SplitMix64(seed: 6)
    var set = NumberSet()
    var expected: Set<Int32> = []
    #expect(!set.contains(0))
    for _ in 0..<2000 {
      let number = Int32.random(in: 0...5000, using: &random)
      #expect(set.insert(number) == expected.insert(number).inserted)
    }
    #expect(set.count == expected.count)
    #expect((0...6000).allSatisfy { set.contains($0) == expected.contains($0) })
    var other = NumberSet()
    other.insert(0)
    other.insert(99_999)
    set.formUnion(other)
    #expect(set.count == expected.union([0, 99_999]).count)
    #expect(set.contains(99_999))
    other.formUnion(set)
    #expect(other.count == set.count)
  }
}

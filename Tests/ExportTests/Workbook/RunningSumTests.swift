import Reports
import Support
import Testing

@testable import Export

struct RunningSumTests {
  @Test func `a sum is exact, whatever the scales`() {
    var generator = SplitMix64(seed: 9)
    for _ in 0..<500 {
      var sum = RunningSum()
      var expected: Int128 = 0
      for _ in 0..<Int.random(in: 1...20, using: &generator) {
        let scale = Int.random(in: 0...8, using: &generator)
        let unscaled = Int64.random(in: -1_000_000...1_000_000, using: &generator)
        sum.add(.decimal(FixedDecimal(unscaled: unscaled, scale: scale)))
        sum.add(.null)
        expected += Int128(unscaled) * Int128(powerOfTen(8 - scale))
      }
      let total = Int64(expected)
      #expect(sum.equals(.decimal(FixedDecimal(unscaled: total, scale: 8))))
      #expect(!sum.equals(.decimal(FixedDecimal(unscaled: total + 1, scale: 8))))
    }
  }

  @Test(
    arguments: [
      [.null], [.text("1"), .integer(1)], [.integer(.max)],
      Array(repeating: .decimal(FixedDecimal(unscaled: .max, scale: 0)), count: 40),
    ] as [[Value]]
  )
  func `what no formula could add up equals nothing`(values: [Value]) {
    var sum = RunningSum()
    for value in values { sum.add(value) }
    #expect(!sum.equals(.integer(0)))
    #expect(!sum.equals(.integer(1)))
    #expect(!sum.equals(.integer(.max)))
    #expect(!sum.equals(.null))
  }
}

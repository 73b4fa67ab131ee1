import Support
import Testing

@testable import Tally

struct CentCarryTests {
  private func cents(_ microcents: [Int64]) -> [Int64?] {
    var carry = CentCarry()
    return microcents.map { carry.cents(of: $0) }
  }

  @Test func `the odd cent goes to the cost that the sum passes a half with`() {
    #expect(cents([400_000, 400_000, 400_000]) == [0, 1, 0])
    #expect(cents([500_000, 500_000, 500_000]) == [1, 0, 1])
    #expect(cents([1_400_000, 0, 1_400_000, 1_400_000]) == [1, 0, 2, 1])
    #expect(cents([]) == [])
  }

  @Test func `credits are carried as well, and halves go away from zero`() {
    #expect(cents([-500_000, -500_000]) == [-1, 0])
    #expect(cents([700_000, -700_000, -700_000]) == [1, -1, -1])
  }

  @Test func `what the column cannot hold is left out of the sums`() {
    var carry = CentCarry()
    #expect(carry.cents(of: .max) == nil)
    #expect(carry.cents(of: 2_147_483_647_000_000) == 2_147_483_647)
    #expect(carry.cents(of: 600_000) == 1)
    #expect(carry.totalMicrocents == 2_147_483_647_600_000)
    #expect(carry.totalCents == 2_147_483_648)
  }

  @Test func `whatever the costs, at every moment the cents are the rounded sum`() throws {
    var random = SplitMix64(seed: 11)
    for _ in 0..<200 {
      var carry = CentCarry()
      var given: Int64 = 0
      var sum: Int64 = 0
      for _ in 0..<Int.random(in: 1...60, using: &random) {
        let cost = Int64.random(in: -3_000_000...9_000_000, using: &random)
        let cents = try #require(carry.cents(of: cost))
        sum += cost
        given += cents
        #expect(abs(given * 1_000_000 - sum) <= 500_000)
        // Nobody pays more than a cent for the others.
        #expect(abs(cents * 1_000_000 - cost) <= 1_000_000)
      }
    }
  }
}

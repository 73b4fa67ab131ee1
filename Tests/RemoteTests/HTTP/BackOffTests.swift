import Support
import Testing

@testable import Remote

struct BackOffTests {
  @Test func `each wait is up to twice the one before it, and at least half of that`() {
    var generator = SplitMix64(seed: 1)
    let backOff = BackOff()
    let longest: [Int: Int64] = [
      1: 500, 2: 1000, 3: 2000, 4: 4000, 5: 8000, 6: 16_000, 7: 30_000, 8: 30_000, 100: 30_000,
    ]
    for (retry, longest) in longest {
      let waits = (0..<1000).map { _ in
        backOff.milliseconds(beforeRetry: retry, askedFor: nil, using: &generator)
      }
      #expect(waits.allSatisfy { (longest / 2...longest).contains($0) })
      // They are spread over all of it, or all who failed together would come back together.
      #expect(Set(waits).count > 200)
    }
  }

  @Test func `a server that asks for more gets it`() {
    var generator = SplitMix64(seed: 2)
    let backOff = BackOff()
    #expect(backOff.milliseconds(beforeRetry: 1, askedFor: 7000, using: &generator) == 7000)
    #expect(backOff.milliseconds(beforeRetry: 1, askedFor: 0, using: &generator) >= 250)
  }
}

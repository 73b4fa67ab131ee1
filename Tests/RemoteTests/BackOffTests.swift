import Testing

@testable import Remote

struct BackOffTests {
  /// Gives the smallest numbers there are, or the largest.
  private struct Edge: RandomNumberGenerator {
    var value: UInt64
    mutating func next() -> UInt64 { value }
  }

  private static func waits(_ generator: inout some RandomNumberGenerator) -> [Int64] {
    let backOff = BackOff()
    return [1, 2, 3, 4, 5, 6, 7, 8, 100].map {
      backOff.milliseconds(beforeRetry: $0, askedFor: nil, using: &generator)
    }
  }

  @Test func `each wait is up to twice the one before it, and at least half of that`() {
    var least = Edge(value: 0)
    #expect(Self.waits(&least) == [250, 500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000])
    var most = Edge(value: .max)
    #expect(Self.waits(&most) == [500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000])
  }

  @Test func `a server that asks for more gets it`() {
    var generator = Edge(value: .max)
    let backOff = BackOff()
    #expect(backOff.milliseconds(beforeRetry: 1, askedFor: 7000, using: &generator) == 7000)
    #expect(backOff.milliseconds(beforeRetry: 1, askedFor: 0, using: &generator) == 500)
  }
}

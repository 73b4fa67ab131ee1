import Testing

@testable import Tally

struct ClockOffsetsTests {
  private func anchors(_ differences: [Int64]) -> [ClockOffsets.Anchor] {
    differences.enumerated().map {
      ClockOffsets.Anchor(time: Int64($0.offset) * 1000, difference: $0.element)
    }
  }

  @Test func `too few tell nothing`() {
    let offsets = ClockOffsets(anchors([500, 500, 500, 500]))
    #expect(offsets[0] == 0)
    #expect(offsets.spread == nil)
  }

  @Test func `a few that are wrong do not matter`() {
    let offsets = ClockOffsets(anchors([700, 800, -30_000, 900, 750, 45_000, 800]))
    #expect(offsets[-1_000_000] == 800)
    #expect(offsets[1_000_000] == 800)
    // The distances are 0, 0, 50, 100, 100, 30,800 and 44,200.
    #expect(offsets.spread == 148)
  }

  @Test func `a clock that drifts is followed`() {
    let offsets = ClockOffsets(anchors((0..<1000).map { $0 * 5 }))
    for time in stride(from: Int64(30), to: 970, by: 7) {
      #expect(abs(offsets[time * 1000] - time * 5) <= 75)
    }
  }
}

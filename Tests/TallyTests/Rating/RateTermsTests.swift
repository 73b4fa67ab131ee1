import Reports
import Support
import Testing

@testable import Tally

struct RateTermsTests {
  /// Micro-cents: 1,400,000 is 1.4 cents a minute.
  static func terms(
    _ rate: Int64,
    _ initial: Int64,
    _ increment: Int64,
    minimum: Int64 = 0,
    fee: Int64 = 0,
    unanswered: Int64 = 0
  ) -> RateTerms {
    RateTerms(
      microcentsPerMinute: rate,
      feeMicrocents: fee,
      initialSeconds: initial,
      incrementSeconds: increment,
      minimumSeconds: minimum,
      unansweredFeeMicrocents: unanswered,
      validFrom: .min,
      validTo: .max
    )
  }

  /// Seconds of a call, those that are billed, and what they cost with the arithmetic.
  private static let vectors: [(RateTerms, [(seconds: Int64, billed: Int64, cost: Int64)])] = [
    (
      // 60/60: begun minutes. 1,400,000 × 60 ÷ 60, × 120 ÷ 60, × 180 ÷ 60.
      terms(1_400_000, 60, 60),
      [
        (0, 60, 1_400_000), (1, 60, 1_400_000), (59, 60, 1_400_000), (60, 60, 1_400_000),
        (61, 120, 2_800_000), (120, 120, 2_800_000), (121, 180, 4_200_000),
      ]
    ),
    (
      // 30/6: half a minute, then tenths. 1,400,000 × 30 ÷ 60 = 700,000; × 36 ÷ 60 = 840,000;
      // × 42 ÷ 60 = 980,000.
      terms(1_400_000, 30, 6),
      [
        (0, 30, 700_000), (30, 30, 700_000), (31, 36, 840_000), (36, 36, 840_000),
        (37, 42, 980_000),
      ]
    ),
    (
      // 6/6: 1,400,000 × 6 ÷ 60 = 140,000; × 12 ÷ 60 = 280,000; × 60 ÷ 60.
      terms(1_400_000, 6, 6),
      [
        (0, 6, 140_000), (5, 6, 140_000), (6, 6, 140_000), (7, 12, 280_000), (60, 60, 1_400_000),
      ]
    ),
    (
      // 1/1: 1,400,000 × 1 ÷ 60 = 23,333.3…; × 2 ÷ 60 = 46,666.6… ↑; × 3 ÷ 60 = 70,000 exactly.
      terms(1_400_000, 1, 1),
      [(0, 1, 23_333), (1, 1, 23_333), (2, 2, 46_667), (3, 3, 70_000), (60, 60, 1_400_000)]
    ),
    (
      // 0/1 bills nothing for nothing.
      terms(1_400_000, 0, 1), [(0, 0, 0), (1, 1, 23_333)]
    ),
    (
      // Halves are rounded away from zero: 1 × 30 ÷ 60 = 0.5 is 1, and 1 × 29 ÷ 60 is 0.
      terms(1, 1, 1), [(29, 29, 0), (30, 30, 1), (31, 31, 1), (89, 89, 1), (90, 90, 2)]
    ),
    (
      // A fee comes on top: 500,000 + 7,480,000 × 6 ÷ 60 = 1,248,000; + 7,480,000 × 12 ÷ 60.
      terms(7_480_000, 6, 6, fee: 500_000), [(1, 6, 1_248_000), (7, 12, 1_996_000)]
    ),
    (
      // A minimum of 45 s is rounded up like any call: 30, then 6 by 6: 48 s.
      // 1,400,000 × 48 ÷ 60 = 1,120,000; 49 s are 54: 1,260,000.
      terms(1_400_000, 30, 6, minimum: 45),
      [(0, 48, 1_120_000), (44, 48, 1_120_000), (48, 48, 1_120_000), (49, 54, 1_260_000)]
    ),
    // A minimum below the initial seconds changes nothing.
    (terms(1_400_000, 60, 60, minimum: 10), [(1, 60, 1_400_000)]),
  ]

  @Test(arguments: 0..<9) func `calls cost what the arithmetic says`(_ index: Int) {
    let (terms, calls) = Self.vectors[index]
    for call in calls {
      #expect(terms.billedSeconds(dialSeconds: call.seconds) == call.billed)
      #expect(terms.microcents(dialSeconds: call.seconds) == call.cost)
    }
  }

  @Test func `what nobody answers costs nothing unless the card says so`() {
    let free = Self.terms(1_400_000, 60, 60, fee: 9)
    #expect(free.microcents(isAnswered: false, dialSeconds: 0) == 0)
    let dear = Self.terms(1_400_000, 60, 60, fee: 9, unanswered: 7)
    #expect(dear.microcents(isAnswered: false, dialSeconds: 0) == 7)
    #expect(dear.microcents(isAnswered: true, dialSeconds: 0) == 1_400_009)
    // What was answered and has no duration is not known.
    for unknown: Int32 in [AttemptSegment.unknown, -1] {
      #expect(dear.microcents(isAnswered: true, dialSeconds: unknown) == AttemptSegment.unknownTime)
    }
  }

  @Test func `the dearest card and the longest call stay within 64 bits`() {
    let most = RateTerms.mostMicrocents
    let day = RateTerms.mostSeconds
    let terms = Self.terms(most, day, day, minimum: day, fee: most)
    let cost = terms.microcents(dialSeconds: Int64(Int32.max))
    let seconds = (Int64(Int32.max) + day - 1) / day * day
    #expect(Int128(cost) == Int128(most) * Int128(seconds) / 60 + Int128(most))
  }

  @Test(arguments: 0..<20)
  func `billing never asks for less than was talked, nor for an increment too much`(_ seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    for _ in 0..<500 {
      let number = { (range: ClosedRange<Int64>) in Int64.random(in: range, using: &generator) }
      let terms = Self.terms(
        number(0...9_999_999),
        number(0...90),
        number(1...90),
        minimum: number(0...90)
      )
      let seconds = number(0...4000)
      let billed = terms.billedSeconds(dialSeconds: seconds)
      let least = max(seconds, terms.minimumSeconds, terms.initialSeconds)
      #expect(billed >= least && billed < least + terms.incrementSeconds)
      #expect((billed - terms.initialSeconds) % terms.incrementSeconds == 0)
      // Twice the cost lies within one of twice the exact quotient: half away from zero.
      let exact = Int128(terms.microcentsPerMinute) * Int128(billed)
      let rest = exact * 2 - Int128(terms.microcents(dialSeconds: seconds)) * 120
      #expect(rest < 60 && rest >= -60)
    }
  }
}

import Reports
import Testing

struct RatioTests {
  @Test(
    arguments: [
      (1, 3, "0.333333"), (2, 3, "0.666667"), (1, 2_000_000, "0.000001"),
      (1, 2_000_001, "0.000000"),
      (0, 5, "0.000000"), (5, 5, "1.000000"), (.max, .max, "1.000000"),
    ] as [(Int64, Int64, String)]
  )
  func `the quotient is rounded once and the parts are kept`(
    numerator: Int64,
    denominator: Int64,
    text: String
  ) {
    let ratio = Ratio(numerator, of: denominator, decimals: 6)
    #expect(ratio?.decimal.text(decimals: 6...6) == text)
    #expect(ratio?.numerator == numerator)
    #expect(ratio?.denominator == denominator)
  }

  @Test func `there is none of nothing, and none that leaves 64 bits`() {
    #expect(Ratio(0, of: 0, decimals: 6) == nil)
    #expect(Ratio(1, of: -1, decimals: 6) == nil)
    #expect(Ratio(.max, of: 1, decimals: 6) == nil)
  }
}

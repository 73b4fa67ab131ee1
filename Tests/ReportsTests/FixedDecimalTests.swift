import Reports
import Support
import Testing

struct FixedDecimalTests {
  /// A quotient rounded half away from zero, in 128 bits and by another way: doubling.
  private func rounded(_ dividend: Int128, _ divisor: Int128) -> Int128 {
    let isNegative = (dividend < 0) != (divisor < 0)
    let (above, below) = (dividend.magnitude, divisor.magnitude)
    let result = Int128((above * 2 + below) / (below * 2))
    return isNegative ? -result : result
  }

  @Test func `quotients are rounded once, half away from zero`() {
    var generator = SplitMix64(seed: 2)
    for _ in 0..<20_000 {
      let bits = Int.random(in: 1...62, using: &generator)
      let limit = Int64(1) << bits
      let dividend = Int64.random(in: -limit...limit, using: &generator)
      let divisor = Int64.random(in: -1000...1000, using: &generator)
      let scale = Int.random(in: 0...8, using: &generator)
      let result = FixedDecimal(
        rounding: Int128(dividend),
        dividedBy: Int128(divisor),
        scale: scale
      )
      guard divisor != 0 else {
        #expect(result == nil)
        continue
      }
      let expected = rounded(Int128(dividend) * Int128(powerOfTen(scale)), Int128(divisor))
      #expect(result?.unscaled == Int64(exactly: expected))
      #expect(result.map(\.scale) ?? scale == scale)
    }
  }

  @Test func `text says the same number, with as many digits as asked for`() throws {
    var generator = SplitMix64(seed: 3)
    for _ in 0..<20_000 {
      let unscaled =
        Int64.random(in: .min ... .max, using: &generator)
        >> Int64.random(in: 0...63, using: &generator)
      let scale = Int.random(in: 0...18, using: &generator)
      let least = Int.random(in: 0...8, using: &generator)
      let most = Int.random(in: least...8, using: &generator)
      let text = FixedDecimal(unscaled: unscaled, scale: scale).text(decimals: least...most)
      let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      let digits = parts.count == 2 ? parts[1].utf8.count : 0
      #expect((least...most).contains(digits))
      // Digits beyond the least are there only where they say something.
      #expect(digits == least || text.last != "0")
      let number = try #require(Int128(parts.joined()))
      let exact = rounded(
        Int128(unscaled) * Int128(powerOfTen(most)),
        Int128(powerOfTen(scale))
      )
      #expect(number * Int128(powerOfTen(most - digits)) == exact)
    }
  }

  @Test(arguments: [
    (0, 0, 0...0, "0"),
    (0, 8, 2...8, "0.00"),
    (-5, 1, 0...0, "-1"),
    (5, 1, 0...0, "1"),
    (49, 2, 0...0, "0"),
    (-1, 8, 2...8, "-0.00000001"),
    (125, 0, 2...8, "125.00"),
    (120_000_000, 8, 2...8, "1.20"),
    (Int64.max, 18, 0...18, "9.223372036854775807"),
    (Int64.min, 18, 0...18, "-9.223372036854775808"),
    (Int64.min, 0, 2...8, "-9223372036854775808.00"),
  ])
  func `known numbers are written`(
    unscaled: Int64,
    scale: Int,
    decimals: ClosedRange<Int>,
    text: String
  ) {
    #expect(FixedDecimal(unscaled: unscaled, scale: scale).text(decimals: decimals) == text)
  }

  @Test func `what does not fit is nil`() {
    #expect(FixedDecimal(rounding: Int128(Int64.max), dividedBy: 1, scale: 1) == nil)
    #expect(FixedDecimal(rounding: .max, dividedBy: 3, scale: 6) == nil)
    #expect(FixedDecimal(rounding: Int128(Int64.min), dividedBy: 1, scale: 0)?.unscaled == .min)
  }

  @Test func `double is the nearest one`() {
    var generator = SplitMix64(seed: 4)
    for _ in 0..<5000 {
      let unscaled =
        Int64.random(in: .min ... .max, using: &generator)
        >> Int64.random(in: 0...63, using: &generator)
      let number = FixedDecimal(
        unscaled: unscaled,
        scale: Int.random(in: 0...18, using: &generator)
      )
      #expect(number.double == Double(number.text(decimals: 0...18)))
    }
  }
}

import Reports
import Testing

@testable import Export

struct TerminalCellTests {
  private static func decimal(_ unscaled: Int64, _ scale: Int) -> Value {
    .decimal(FixedDecimal(unscaled: unscaled, scale: scale))
  }

  @Test(
    arguments: [
      (.null, .count, "–"),
      (.integer(1_234_567), .count, "1,234,567"), (.integer(-1234), .count, "-1,234"),
      (.integer(2026), .ordinal, "2026"),
      (.integer(0), .seconds, "0:00:00"), (.integer(3_599), .seconds, "0:59:59"),
      (.integer(101_225), .seconds, "28:07:05"), (.integer(-61), .seconds, "-0:01:01"),
      (.integer(.min), .seconds, "-2562047788015215:30:08"),
      (decimal(34_649, 2), .fractionalSeconds(decimals: 4...4), "0:05:46.5"),
      (decimal(5_999_500, 5), .fractionalSeconds(decimals: 0...4), "0:01:00.0"),
      (decimal(-5, 1), .fractionalSeconds(decimals: 0...4), "-0:00:00.5"),
      (decimal(123_450_000_000, 8), .money, "1,234.50"), (decimal(-1, 8), .money, "-0.00000001"),
      (decimal(123_450_000, 8), .dollars, "$1.2345"), (decimal(-1, 8), .dollars, "-$0.00000001"),
      (decimal(449_198, 6), .rate, "44.9 %"),
      (Ratio(1_680, of: 3_740, decimals: 6).map(Value.ratio), .rate, "44.9 % (1,680/3,740)"),
      (.boolean(true), .boolean, "yes"), (.text("a\nb"), .text, "a\\nb"),
      (.instant(Instant(milliseconds: 0), offsetSeconds: 19_800), .instant, "1970-01-01 05:30:00"),
    ] as [(Value?, Unit, String)]
  )
  func `values look as people write them`(value: Value?, unit: Unit, text: String) throws {
    let cell = TerminalCell(try #require(value), unit: unit)
    #expect(cell.main + cell.tail == text)
  }
}

import Reports
import Testing

@testable import Export

struct CellContentTests {
  @Test(
    arguments: [
      (.null, .count, .blank),
      (.text("x"), .count, .text("x")),
      (.integer(5), .count, .number(5, .integer)),
      (.integer(5), .ordinal, .number(5, .plainInteger)),
      (.integer(-90), .seconds, .number(-90.0 / 86_400, .duration)),
      (.integer(1 << 53), .count, .number(9_007_199_254_740_992, .integer)),
      (.integer(1 << 53 + 1), .count, .text("9007199254740993")),
      (.integer(.min), .seconds, .text("-9223372036854775808")),
      (.decimal(FixedDecimal(unscaled: 12_345, scale: 4)), .dollars, .number(1.2345, .dollars)),
      (.decimal(FixedDecimal(unscaled: 12_345, scale: 4)), .money, .number(1.2345, .money)),
      (.boolean(true), .boolean, .boolean(true)),
      (.text("2026-03-01"), .day, .number(46_082, .day)),
      (.text("2026-02-30"), .day, .text("2026-02-30")),
      (.text("2026-3-1"), .day, .text("2026-3-1")),
      (.text("1900-02-28"), .day, .text("1900-02-28")),
      (.text("1900-03-01"), .day, .number(61, .day)),
      (.text("9999-12-31"), .day, .number(2_958_465, .day)),
      (.text("2026-03"), .month, .number(46_082, .month)),
      (.text("2026-13"), .month, .text("2026-13")),
      (.text("2026-W09"), .week, .text("2026-W09")),
      (.text("(none)"), .day, .text("(none)")),
      (
        .instant(Instant(milliseconds: 1_772_341_200_000), offsetSeconds: -18_000), .instant,
        .number(46_082, .instant)
      ),
      (.instant(.earliest, offsetSeconds: 0), .instant, .text("0001-01-01T00:00:00.000Z")),
    ] as [(Value, Unit, CellContent)]
  )
  func `values become what spreadsheets have`(value: Value, unit: Unit, content: CellContent) {
    #expect(CellContent(value, unit: unit) == content)
  }
}

import Reports
import Testing

@testable import Tally

struct RateCardTests {
  private static func rate(
    _ line: Int,
    _ prefix: String,
    from: Int64 = .min,
    to: Int64 = .max,
    direction: Rate.Direction = .outbound
  ) -> Rate {
    var terms = RateTermsTests.terms(Int64(line) * 1000, 60, 60)
    terms.validFrom = from
    terms.validTo = to
    return Rate(
      line: line,
      prefix: prefix,
      description: "",
      direction: direction,
      terms: terms
    )
  }

  private static let card = RateCard(
    name: "a",
    version: 1,
    rates: [
      rate(2, "1"), rate(3, "1787"), rate(4, "44", to: 100), rate(5, "44", from: 100),
      rate(6, "447", from: 50, to: 60), rate(7, "44", from: 100), rate(8, "33", from: 5),
      rate(9, "1415", direction: .inbound),
    ]
  )

  @Test(
    arguments: [
      ("+14155550101", 0, 2), ("+17875550101", 0, 3), ("+1 (787) 555-0101", 0, 3),
      // The longest prefix that is valid then counts; validity is half-open.
      ("+447700900123", 49, 4), ("+447700900123", 50, 6), ("+447700900123", 59, 6),
      ("+447700900123", 60, 4), ("+447700900123", 99, 4),
      // Of two that began at once the later line.
      ("+447700900123", 100, 7), ("+442071838750", 55, 4),
      ("+33123456789", 4, nil), ("+33123456789", 5, 8),
      // Without a start only what is always valid counts.
      ("+33123456789", .min, nil), ("+14155550101", .min, 2),
      ("+81312345678", 0, nil), ("14155550101", 0, nil), ("n/a", 0, nil), ("", 0, nil),
    ] as [(String, Int64, Int?)]
  )
  func `the longest prefix that is valid counts`(_ number: String, _ at: Int64, _ line: Int?) {
    #expect(Self.card.rate(of: number, at: at)?.line == line)
    // The same for phones of a store.
    let rating = Rating(card: Self.card, phones: ["", "+81312345678", number])
    #expect(rating.place(phone: 2, at: at).map { Self.card.rates[$0].line } == line)
    #expect(rating.place(phone: 0, at: at) == nil)
  }

  @Test(
    arguments: [
      ("twilio", RateCardChoice.named("twilio", version: nil)),
      ("a.b-c_1@12", .named("a.b-c_1", version: 12)), ("none", RateCardChoice.none),
      ("", nil), ("a@", nil), ("@1", nil), ("a@0", nil), ("a@-1", nil), ("a@1@2", nil),
      ("a b", nil),
      ("a/b", nil),
    ] as [(String, RateCardChoice?)]
  )
  func `cards are chosen by name and version`(_ text: String, _ choice: RateCardChoice?) {
    #expect(RateCardChoice(text) == choice)
  }
}

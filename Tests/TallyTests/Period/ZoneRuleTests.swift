import Reports
import Testing

@testable import Tally

@Suite struct ZoneRuleTests {
  /// Each rule with the instants in UTC at which its offset changes in 2027 and 2028, a leap year.
  @Test(arguments: [
    (
      "EST5EDT,M3.2.0,M11.1.0",
      [
        "2027-03-14T07:00Z -14400", "2027-11-07T06:00Z -18000", "2028-03-12T07:00Z -14400",
        "2028-11-05T06:00Z -18000",
      ]
    ),
    // The last week, a time before midnight, names in brackets.
    (
      "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
      [
        "2027-03-28T01:00Z -3600", "2027-10-31T01:00Z -7200", "2028-03-26T01:00Z -3600",
        "2028-10-29T01:00Z -7200",
      ]
    ),
    // Times beyond 24 hours.
    (
      "EET-2EEST,M3.4.4/50,M10.4.4/50",
      [
        "2027-03-27T00:00Z 10800", "2027-10-29T23:00Z 7200", "2028-03-25T00:00Z 10800",
        "2028-10-27T23:00Z 7200",
      ]
    ),
    // The southern half of the Earth, half an hour, an offset of its own.
    (
      "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
      [
        "2027-04-03T15:00Z 37800", "2027-10-02T15:30Z 39600", "2028-04-01T15:00Z 37800",
        "2028-09-30T15:30Z 39600",
      ]
    ),
    // Daylight time behind standard time.
    (
      "IST-1GMT0,M10.5.0,M3.5.0/1",
      [
        "2027-03-28T01:00Z 3600", "2027-10-31T01:00Z 0", "2028-03-26T01:00Z 3600",
        "2028-10-29T01:00Z 0",
      ]
    ),
    // J60 is 1 March in every year, J59 the last day that a leap year does not move.
    (
      "AAA0BBB,J59/0,J60/0",
      [
        "2027-02-28T00:00Z 3600", "2027-02-28T23:00Z 0", "2028-02-28T00:00Z 3600",
        "2028-02-29T23:00Z 0",
      ]
    ),
    // 59 is 1 March, in a leap year 29 February.
    (
      "AAA0BBB-2:30:15,59/0,365/1:30:15",
      [
        "2027-03-01T00:00Z 9015", "2027-12-31T23:00Z 0", "2028-02-29T00:00Z 9015",
        "2028-12-30T23:00Z 0",
      ]
    ),
  ])
  func `every form of a rule gives its changes`(text: String, expected: [String]) throws {
    let rule = try #require(ZoneRule(text.utf8))
    let from = try instant("2027-01-01T06:00Z").milliseconds
    let to = try instant("2028-12-31T18:00Z").milliseconds
    var found: [String] = []
    var span = rule.span(at: from)
    while span.to < to {
      span = rule.span(at: span.to)
      let minute = Instant(milliseconds: span.from).description.prefix(16)
      found.append("\(minute)Z \(span.offsetSeconds)")
    }
    #expect(found.sorted() == expected.sorted())
  }

  @Test(arguments: [
    ("UTC0", 0), ("<+0330>-3:30", 12600), ("<-00>0", 0), ("LMT4:56:02", -17762),
    // Daylight time that ends when it starts again never ends (RFC 9636, section 3.3.1).
    ("EST5EDT,0/0,J365/25", -14400), ("XXX3EDT4,0/0,J365/23", -14400),
  ])
  func `a rule without changes holds for ever`(text: String, offset: Int) throws {
    let rule = try #require(ZoneRule(text.utf8))
    let always = Zone.Span(offsetSeconds: offset, from: .min, to: .max)
    for milliseconds in [Int64.min, 0, 1_800_000_000_000, Int64.max] {
      #expect(rule.span(at: milliseconds) == always)
    }
  }

  @Test(arguments: [
    "", "5", "ES5", "EST", "EST5EDT", "EST5EDT,", "EST5EDT,M3.2.0", "EST5EDT,M13.2.0,M11.1.0",
    "EST5EDT,M3.6.0,M11.1.0", "EST5EDT,M3.2.7,M11.1.0", "EST5EDT,J0,J60", "EST5EDT,366,1",
    "EST5EDT,M3.2.0/168,M11.1.0", "EST5EDT,M3.2.0,M11.1.0,", "EST25", "<EST5", "EST5:60",
    "EST5 EDT", "EST5EDT,M3.2.0/,M11.1.0", "EST5EDT,M3.2.0,M11.1.0\u{0}", "é5", "EST99999999999",
  ])
  func `anything else is no rule`(text: String) {
    #expect(ZoneRule(text.utf8) == nil)
  }
}

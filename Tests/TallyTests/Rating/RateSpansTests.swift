import Testing

@testable import Tally

struct RateSpansTests {
  /// Rates of a prefix, each valid from a day on and up to another; nil is without end.
  private func rates(
    _ days: [(from: Int64?, to: Int64?)],
    prefix: String = "44",
    direction: Rate.Direction = .outbound
  ) -> [Rate] {
    days.enumerated().map { index, span in
      var terms = RateTermsTests.terms(1, 60, 60)
      terms.validFrom = span.from.map { $0 * 86_400_000 } ?? .min
      terms.validTo = span.to.map { $0 * 86_400_000 } ?? .max
      return Rate(
        line: index + 2,
        prefix: prefix,
        description: "",
        direction: direction,
        terms: terms
      )
    }
  }

  @Test func `rates that follow each other are in order`() {
    #expect(RateSpans.warnings(of: rates([(nil, 1), (1, 5), (5, nil)])) == [])
    #expect(RateSpans.warnings(of: rates([(nil, nil)]) + rates([(nil, nil)], prefix: "441")) == [])
    #expect(
      RateSpans.warnings(of: rates([(nil, nil)]) + rates([(nil, nil)], direction: .inbound)) == []
    )
  }

  @Test func `gaps and overlaps are told with their lines`() {
    #expect(
      RateSpans.warnings(of: rates([(3, nil), (nil, 1)])) == [
        "prefix 44: no rate is valid from 1970-01-02 to 1970-01-04, between lines 3 and 2"
      ]
    )
    #expect(
      RateSpans.warnings(of: rates([(nil, nil), (2, nil)])) == [
        "prefix 44: lines 2 and 3 are both valid from 1970-01-03 on; line 3 counts"
      ]
    )
    // The long one covers what lies between the short ones.
    #expect(
      RateSpans.warnings(of: rates([(0, 9), (1, 2), (5, 6)], direction: .inbound)) == [
        "prefix 44 (inbound): lines 2 and 3 are both valid from 1970-01-02 on; line 3 counts",
        "prefix 44 (inbound): lines 2 and 4 are both valid from 1970-01-06 on; line 4 counts",
      ]
    )
  }
}

import Testing

@testable import Tally

struct AttemptCostsTests {
  /// Carrier, recorded and rated costs, and what counts by each basis: effective, recorded,
  /// carrier, rated.
  static let cases: [(costs: (Int64?, Int64?, Int64?), chosen: [String])] = [
    ((3, 2, 1), ["3 carrier", "2 recorded", "3 carrier", "1 rated"]),
    ((nil, 2, 1), ["2 recorded", "2 recorded", "–", "1 rated"]),
    ((nil, nil, 1), ["1 rated", "–", "–", "1 rated"]),
    ((nil, nil, nil), ["–", "–", "–", "–"]),
    // The carrier's 0 is a price like any other; upstream's is its default.
    ((0, 2, 1), ["0 carrier", "2 recorded", "0 carrier", "1 rated"]),
    ((nil, 0, 1), ["1 rated", "–", "–", "1 rated"]),
    ((-5, nil, 0), ["-5 carrier", "–", "-5 carrier", "0 rated"]),
  ]

  @Test(arguments: 0..<7) func `the first that is known counts`(_ index: Int) {
    let (values, expected) = Self.cases[index]
    let costs = AttemptCosts(
      recorded: values.1,
      carrier: values.0,
      rated: values.2,
      answered: true,
      dialSeconds: 1
    )
    let chosen = CostBasis.allCases.map { basis in
      costs.chosen(by: basis).map { "\($0.microcents) \($0.source.rawValue)" } ?? "–"
    }
    #expect(chosen == expected)
  }

  @Test func `a recorded 0 is true where nobody talked`() {
    for (answered, dialSeconds) in [(false, Int32(0)), (false, 9), (true, 0), (true, .min)] {
      let costs = AttemptCosts(recorded: 0, answered: answered, dialSeconds: dialSeconds)
      #expect(costs.recordedMicrocents == 0)
    }
    #expect(AttemptCosts(recorded: 0, answered: true, dialSeconds: 1).recordedMicrocents == nil)
    #expect(AttemptCosts(recorded: nil, answered: false, dialSeconds: 0).recordedMicrocents == nil)
  }
}

import Testing

@testable import Tally

struct OutcomeTests {
  @Test func `status, end and age decide where nobody answered`() {
    let cases: [(CallStatus?, ended: Bool, at: Int64?, Outcome)] = [
      (.ringing, false, 1000, .open), (.initiated, false, 999, .stale),
      (.escalated, false, nil, .open), (.ringing, true, 0, .other),
      (.noAnswer, false, 0, .noAnswer),
      (.busy, true, 0, .busy), (.failed, true, 0, .failed),
      (.callerHungUp, false, 0, .callerHungUp),
      (.connected, true, 0, .other), (.completed, false, 0, .other), (nil, false, 0, .other),
    ]
    for (status, ended, at, outcome) in cases {
      let asOf: Int64 = 1000 + 4 * 3_600_000
      #expect(
        Outcome(answered: false, status: status, ended: ended, at: at, asOf: asOf) == outcome
      )
      #expect(
        Outcome(answered: true, status: status, ended: ended, at: at, asOf: asOf) == .answered
      )
    }
  }

  @Test func `names are read back`() {
    for outcome in Outcome.allCases { #expect(Outcome(name: outcome.name) == outcome) }
    #expect(Outcome(name: "Answered") == nil)
  }
}

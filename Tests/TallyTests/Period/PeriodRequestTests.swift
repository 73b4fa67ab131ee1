import Reports
import Testing

@testable import Tally

/// What was asked for on Sunday, 2026-03-08 at 23:30 in New York, and what came of it.
private struct PeriodCase: CustomTestStringConvertible {
  var month: String?
  var from: String?
  var to: String?
  var zone = "America/New_York"
  /// The text, then both instants; or the message.
  var expected: String

  var testDescription: String { "\(month ?? "-") \(from ?? "-") \(to ?? "-") \(zone)" }
}

private let cases = [
  PeriodCase(expected: "all time (America/New_York) | - | -"),
  PeriodCase(
    month: "2026-03",
    expected: "2026-03-01 00:00 to 2026-04-01 00:00 (America/New_York) | "
      + "2026-03-01T05:00:00.000Z | 2026-04-01T04:00:00.000Z"
  ),
  PeriodCase(
    month: "2026-12",
    zone: "UTC",
    expected: "2026-12-01 00:00 to 2027-01-01 00:00 (UTC) | "
      + "2026-12-01T00:00:00.000Z | 2027-01-01T00:00:00.000Z"
  ),
  PeriodCase(
    month: "last",
    expected: "2026-02-01 00:00 to 2026-03-01 00:00 (America/New_York) | "
      + "2026-02-01T05:00:00.000Z | 2026-03-01T05:00:00.000Z"
  ),
  PeriodCase(
    month: "this",
    expected: "2026-03-01 00:00 to 2026-04-01 00:00 (America/New_York) | "
      + "2026-03-01T05:00:00.000Z | 2026-04-01T04:00:00.000Z"
  ),
  PeriodCase(
    from: "2026-10-01",
    to: "2026-10-31",
    expected: "2026-10-01 00:00 to 2026-10-31 00:00 (America/New_York) | "
      + "2026-10-01T04:00:00.000Z | 2026-10-31T04:00:00.000Z"
  ),
  PeriodCase(
    from: "2026-01",
    to: "2026-04",
    expected: "2026-01-01 00:00 to 2026-04-01 00:00 (America/New_York) | "
      + "2026-01-01T05:00:00.000Z | 2026-04-01T04:00:00.000Z"
  ),
  PeriodCase(
    from: "2026-11-01T01:30:00-05:00",
    expected: "from 2026-11-01 01:30-05:00 (America/New_York) | 2026-11-01T06:30:00.000Z | -"
  ),
  PeriodCase(
    to: "2026-10-01 09:30:15.25",
    expected: "until 2026-10-01 09:30:15.250 (America/New_York) | - | 2026-10-01T13:30:15.250Z"
  ),
  PeriodCase(
    from: "2018-11-04",
    to: "2018-11-05",
    zone: "America/Sao_Paulo",
    expected: "2018-11-04 01:00 to 2018-11-05 00:00 (America/Sao_Paulo) | "
      + "2018-11-04T03:00:00.000Z | 2018-11-05T02:00:00.000Z"
  ),
  PeriodCase(
    month: "2026-03",
    from: "2026-03-01",
    expected: "a month cannot be combined with from or to; use one or the other"
  ),
  PeriodCase(
    month: "2026-13",
    expected: "'2026-13' is not a month: expected 2026-10, last or this"
  ),
  PeriodCase(
    month: "2026-10-01",
    expected: "'2026-10-01' is not a month: expected 2026-10, last or this"
  ),
  PeriodCase(
    from: "2026-02-30",
    expected: "'2026-02-30' does not exist: 2026-02 has the days 01 to 28"
  ),
  PeriodCase(
    from: "2026-10-01",
    to: "2026-10-01",
    expected: "the period from 2026-10-01 00:00 to 2026-10-01 00:00 (America/New_York) is empty: "
      + "expected an end after the beginning; the end itself is not part of a period, so "
      + "2026-10-01 to 2026-11-01 is all of October"
  ),
  PeriodCase(
    from: "2026-03-08T02:30",
    expected: "'2026-03-08T02:30' does not exist in America/New_York, where clocks jump from "
      + "2026-03-08T02:00 to 2026-03-08T03:00; write 2026-03-08T03:00"
  ),
  PeriodCase(
    to: "2026-11-01T01:30",
    expected: "'2026-11-01T01:30' comes twice in America/New_York; write "
      + "2026-11-01T01:30-04:00 or 2026-11-01T01:30-05:00"
  ),
]

@Suite struct PeriodRequestTests {
  let now = Instant(milliseconds: 1_773_027_000_000)

  @Test(arguments: cases)
  fileprivate func `what was asked for becomes two instants or a sentence`(
    item: PeriodCase
  ) throws {
    let zone = try Zone(named: item.zone)
    let found: String
    do throws(PeriodError) {
      let request = try PeriodRequest(month: item.month, from: item.from, to: item.to)
      let period = try request.period(in: zone, now: now)
      found = [
        period.localText, period.from?.description ?? "-", period.to?.description ?? "-",
      ].joined(separator: " | ")
    } catch {
      found = error.description
    }
    #expect(found == item.expected)
  }

  @Test(
    arguments: zip(
      PeriodWord.allCases,
      [
        "2026-03-08 00:00 to 2026-03-09 00:00",
        "2026-03-07 00:00 to 2026-03-08 00:00",
        "2026-03-02 00:00 to 2026-03-09 00:00",
        "2026-02-23 00:00 to 2026-03-02 00:00",
        "2026-03-01 00:00 to 2026-04-01 00:00",
        "2026-02-01 00:00 to 2026-03-01 00:00",
        "2026-03-01 00:00 to 2026-03-08 00:00",
        "2026-02-06 00:00 to 2026-03-08 00:00",
      ]
    )
  )
  func `words count from the day it is in the zone`(word: PeriodWord, text: String) throws {
    // In UTC it is already Monday, 9 March.
    #expect(now.description == "2026-03-09T03:30:00.000Z")
    let zone = try Zone(named: "America/New_York")
    let period = try PeriodRequest.word(word).period(in: zone, now: now)
    #expect(period.localText == text + " (America/New_York)")
  }

  @Test func `the beginning belongs to a period and the end does not`() {
    let ends = (Instant(milliseconds: 10), Instant(milliseconds: 20))
    func contained(_ period: Period) -> [Bool] {
      [9, 10, 19, 20].map { period.contains(Instant(milliseconds: $0)) }
    }
    let nobody = Period(from: nil, to: nil, zone: .utc)
    #expect(
      contained(Period(from: ends.0, to: ends.1, zone: .utc)) == [false, true, true, false]
    )
    #expect(contained(Period(from: ends.0, to: nil, zone: .utc)) == [false, true, true, true])
    #expect(contained(Period(from: nil, to: ends.1, zone: .utc)) == [true, true, true, false])
    #expect(contained(nobody) == [true, true, true, true])
  }
}

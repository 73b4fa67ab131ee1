import Reports
import Support
import Testing

@testable import Tally

struct RateFileTests {
  private static func file(_ text: String, origination: String? = nil) throws -> RateFile {
    let folder = try TemporaryDirectory()
    try folder.write(text, to: "rates.csv")
    return try RateFile(path: folder.file("rates.csv"), origination: origination)
  }

  private static func problems(_ text: String) -> [String] {
    do {
      _ = try file(text)
      return []
    } catch let error as PriceTableError {
      return error.problems.map { "\($0.line): \($0.message)" }
    } catch {
      return ["\(error)"]
    }
  }

  private static let header = RateFile.columns.joined(separator: ",") + "\n"

  @Test func `every column is read, and most may be left out`() throws {
    let text = """
      Prefix,Description,rate_usd_per_minute,connection_fee_usd,initial_seconds,increment_seconds,\
      minimum_seconds,direction,valid_from,valid_to,unanswered_fee_usd
      +44,"UK, landline",0.0255,0.01,30,6,45,outbound,2026-10-01,2026-11,0.0001
      1,,1,,,,,,,,
      1787,,0,,,,,inbound,2026-10-01T05:00Z,,
      """
    let rates = try Self.file(text).rates
    let october: Int64 = 1_790_812_800_000
    #expect(
      rates[0].terms
        == RateTerms(
          microcentsPerMinute: 2_550_000,
          feeMicrocents: 1_000_000,
          initialSeconds: 30,
          incrementSeconds: 6,
          minimumSeconds: 45,
          unansweredFeeMicrocents: 10_000,
          validFrom: october,
          validTo: october + 31 * 86_400_000
        )
    )
    #expect(rates[0].prefix == "44" && rates[0].description == "UK, landline")
    #expect(rates[1].terms == RateTermsTests.terms(100_000_000, 60, 60))
    #expect(rates[2].direction == .inbound)
    #expect(rates[2].terms.validFrom == october + 5 * 3_600_000)
    #expect(rates.map(\.line) == [2, 3, 4])
    let short = try Self.file("rate_usd_per_minute;prefix\n0.5;7\n").rates
    #expect(short.map(\.terms) == [RateTermsTests.terms(50_000_000, 60, 60)])
  }

  @Test func `a card is refused whole, with all that is wrong`() {
    let text =
      Self.header + """
        x,,1,,,,,,,,
        ,,1,,,,,,,,
        1234567890123456,,1,,,,,,,,
        1,,,,,,,,,,
        1,,"0,014",,,,,,,,
        1,,-1,,,,,,,,
        1,,0.000000001,,,,,,,,
        1,,1001,,,,,,,,
        1,,1,,-1,,,,,,
        1,,1,,,0,,,,,
        1,,1,,,,86401,,,,
        1,,1,,,,,both,,,
        1,,1,,,,,,yesterday,,
        1,,1,,,,,,2026-10-01,2026-10-01,

        """
    #expect(
      Self.problems(text) == [
        "2: prefix is 'x', expected digits such as 44 or 1787",
        "3: prefix is '', expected digits such as 44 or 1787",
        "4: prefix is '1234567890123456', expected digits such as 44 or 1787",
        "5: rate_usd_per_minute is '', expected US dollars such as 0.0140, "
          + "with at most 8 digits behind the point",
        "6: rate_usd_per_minute is '0,014', expected US dollars such as 0.0140, "
          + "with at most 8 digits behind the point",
        "7: rate_usd_per_minute is '-1', expected 0 to 1000 dollars",
        "8: rate_usd_per_minute is '0.000000001', expected US dollars such as 0.0140, "
          + "with at most 8 digits behind the point",
        "9: rate_usd_per_minute is '1001', expected 0 to 1000 dollars",
        "10: initial_seconds is '-1', expected whole seconds of 0 to 86400",
        "11: increment_seconds is '0', expected whole seconds of 1 to 86400",
        "12: minimum_seconds is '86401', expected whole seconds of 0 to 86400",
        "13: direction is 'both', expected outbound or inbound",
        "14: valid_from is 'yesterday', expected a day such as 2026-10-01 (UTC)",
        "15: valid_to is not after valid_from: it is the first day on which the rate "
          + "does not count any more",
      ]
    )
    let expected = "; expected " + RateFile.columns.joined(separator: ",")
    #expect(
      Self.problems("prefix,price\n1,1\n") == ["1: the header lacks rate_usd_per_minute" + expected]
    )
    #expect(
      Self.problems("prefix,rate_usd_per_minute,color\n1,1,red\n")
        == ["1: there is no column 'color' in rate cards" + expected]
    )
    #expect(
      Self.problems("prefix,prefix,rate_usd_per_minute\n1,1,1\n")
        == ["1: the header has a column twice" + expected]
    )
    #expect(Self.problems(Self.header) == ["1: there is no rate"])
  }

  @Test func `overlaps and gaps are told`() throws {
    let text =
      Self.header + """
        33,,1,,,,,,,2026-03-01,
        33,,1,,,,,,2026-03-01,2026-04-01,
        33,,1,,,,,,2026-05-01,,
        33,,1,,,,,,2026-06-01,2026-07-01,
        33,,1,,,,,inbound,,,
        44,,1,,,,,,2026-01-01,,
        44,,2,,,,,,2026-01-01,,
        49,,2,,,,,,,,
        """
    #expect(
      try Self.file(text).warnings == [
        "prefix 33: no rate is valid from 2026-04-01 to 2026-05-01, between lines 3 and 4",
        "prefix 33: lines 4 and 5 are both valid from 2026-06-01 on; line 5 counts",
        "prefix 44: lines 7 and 8 are both valid from 2026-01-01 on; line 8 counts",
      ]
    )
  }

  private static let list = """
    ISO,Country,Description,Price / min,Origination Prefixes,Destination Prefixes
    AT,Austria,Austria,0.15500,,"43, 431"
    AT,Austria,Austria - from the Bahamas,0.25500,"1242, 1246","43, 431"
    AT,Austria,Austria - from US/CA,0.01600,1,43
    US,United States,United States,$0.0140,ALL,1
    """

  private static func prices(_ file: RateFile) -> [String] {
    file.rates.map { "\($0.prefix) \($0.terms.microcentsPerMinute) \($0.line)" }
  }

  @Test func `Twilio's list is taken as it is published`() throws {
    let file = try Self.file(Self.list)
    #expect(Self.prices(file) == ["43 15500000 2", "431 15500000 2", "1 1400000 5"])
    #expect(
      file.warnings.map { $0.prefix(40) } == [
        "2 lines are for certain caller IDs and wer"[...].prefix(40)
      ]
    )
    #expect(file.rates[0].terms == RateTermsTests.terms(15_500_000, 60, 60))
    #expect(file.rates[2].description == "United States")
  }

  @Test func `prices by caller ID are those of the longest origination prefix`() throws {
    let american = try Self.file(Self.list, origination: "1305")
    #expect(Self.prices(american) == ["43 1600000 4", "431 15500000 2", "1 1400000 5"])
    let bahamian = try Self.file(Self.list, origination: "1242")
    #expect(Self.prices(bahamian) == ["43 25500000 3", "431 25500000 3", "1 1400000 5"])
    let german = try Self.file(Self.list, origination: "49")
    #expect(Self.prices(german) == ["43 15500000 2", "431 15500000 2", "1 1400000 5"])
  }

  @Test func `versions are added and never changed`() throws {
    let folder = try ImportFolder()
    _ = try folder.run(text: PlainAttempt.json(1))
    let write = { (text: String, name: String) throws -> String in
      let change = try StoreChange(path: folder.store, lockWaitSeconds: 0)
      let (version, isNew) = try Self.file(text).write(to: change, named: name)
      try change.commit()
      return "\(version) \(isNew)"
    }
    let first = Self.header + "44,UK,0.0255,0.01,30,6,45,outbound,2026-10-01,,0.0001\n"
    let second = Self.header + "44,UK,0.03,,,,,,,,\n"
    #expect(try write(first, "a") == "1 true")
    #expect(try write(first, "a") == "1 false")
    #expect(try write(second, "a") == "2 true")
    #expect(try write(first, "a") == "3 true")
    #expect(throws: RateCardError.badName("a b")) { try write(first, "a b") }
    do {
      let store = try Store(path: folder.store)
      #expect(try store.requiredRateCard(.named("a", version: 1)).rates == Self.file(first).rates)
      #expect(try store.requiredRateCard(.automatic).version == 3)
      #expect(try store.requiredRateCard(.named("a", version: 2)).rates == Self.file(second).rates)
      #expect(throws: RateCardError.unknown("a@4", known: ["a@3"])) {
        try store.requiredRateCard(.named("a", version: 4))
      }
      // What a card is shown as can be imported again.
      let lines = try store.rateList(of: store.requiredRateCard(.automatic)).tables[0].lines
      #expect(lines == ["44|UK|0.0255|0.01|30|6|45|outbound|2026-10-01|∅|0.0001"])
    }
    #expect(try write(second, "b") == "1 true")
    let several = try Store(path: folder.store)
    #expect(try several.rateCard(.automatic).card == nil)
    #expect(try several.rateCard(.automatic).warning?.contains("a@3, b@1") == true)
    #expect(throws: RateCardError.noneChosen(known: ["a@3", "b@1"])) {
      try several.requiredRateCard(.automatic)
    }
    #expect(try several.rateCardList().tables[0].rows.count == 4)
  }
}

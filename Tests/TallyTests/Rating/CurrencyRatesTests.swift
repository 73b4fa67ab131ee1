import Reports
import Support
import Testing

@testable import Tally

struct CurrencyRatesTests {
  private static func rates(_ text: String) throws -> CurrencyFile {
    let folder = try TemporaryDirectory()
    try folder.write(text, to: "rates.csv")
    return try CurrencyFile(path: folder.file("rates.csv"))
  }

  private static func problems(_ text: String) -> [String] {
    do {
      _ = try rates(text)
      return []
    } catch let error as PriceTableError {
      return error.problems.map { "\($0.line): \($0.message)" }
    } catch {
      return ["\(error)"]
    }
  }

  private static func october(_ text: String) throws -> CurrencyRates {
    var rates = CurrencyRates()
    let dollars = try #require(PriceText.decimal(text))
    rates.set(dollars, of: "EUR", in: try #require(CivilMonth("2026-10")))
    return rates
  }

  @Test(arguments: [
    // 1.40 cents at 1.0842 dollars: 0.014 × 1.0842 = 0.0151788 exactly.
    ("0.0140", "1.0842", 1_517_880),
    // 0.00000001 × 0.5 is half a micro-cent, which is rounded away from zero, either way.
    ("0.00000001", "0.5", 1), ("-0.00000001", "0.5", -1), ("0.00000001", "0.49", 0),
    ("0.00000003", "0.5", 2), ("100", "1", 10_000_000_000), ("7", "0.0066", 4_620_000),
  ])
  func `amounts are converted once and rounded once`(
    amount: String,
    rate: String,
    expected: Int64
  )
    throws
  {
    let instant = try InstantText.parse("2026-10-31T23:59:59.999Z")
    let decimal = try #require(PriceText.decimal(amount))
    #expect(try Self.october(rate).microcents(decimal, of: "EUR", at: instant) == expected)
  }

  @Test func `dollars need no rate, others need one of their month`() throws {
    let rates = try Self.october("1.1")
    let cent = FixedDecimal(unscaled: 1, scale: 2)
    let july = try InstantText.parse("1999-07-01T00:00:00Z")
    #expect(try rates.microcents(cent, of: "USD", at: july) == 1_000_000)
    for (currency, instant, month) in [
      ("EUR", "2026-11-01T00:00:00Z", "2026-11"), ("EUR", "2026-09-30T23:59:59Z", "2026-09"),
      ("GBP", "2026-10-01T00:00:00Z", "2026-10"),
    ] {
      #expect(throws: CurrencyRates.Fault.noRate(currency: currency, month: month)) {
        try rates.microcents(cent, of: currency, at: InstantText.parse(instant))
      }
    }
    let huge = FixedDecimal(unscaled: .max, scale: 0)
    #expect(throws: CurrencyRates.Fault.outOfRange) {
      try rates.microcents(huge, of: "USD", at: july)
    }
  }

  @Test func `a file is refused whole, with all that is wrong`() {
    let text = """
      month,currency,usd_per_unit
      2026-10,EUR,1.08
      2026-13,EUR,1
      2026-10,euro,1
      2026-10,GBP,"1,25"
      2026-10,GBP,0
      2026-10,USD,1
      2026-10,eur,1.09

      """
    #expect(
      Self.problems(text) == [
        "3: month is '2026-13', expected one such as 2026-10",
        "4: currency is 'euro', expected three letters such as EUR",
        "5: usd_per_unit is '1,25', expected a number above 0 such as 1.0842",
        "6: usd_per_unit is '0', expected a number above 0 such as 1.0842",
        "7: a US dollar is worth one US dollar, and needs no rate",
        "8: EUR of 2026-10 is in line 2 already",
      ]
    )
    #expect(Self.problems("") == ["1: the file is empty"])
    #expect(
      Self.problems("a,b\n1,2\n")
        == ["1: the header has a,b, expected month,currency,usd_per_unit"]
    )
    #expect(
      Self.problems("month,currency,usd_per_unit\n1,2\n") == ["2: the row has 2 fields, expected 3"]
    )
    #expect(
      Self.problems("month,currency,usd_per_unit\n\"1,2\n").first
        == "2: the row is no CSV: a quote is missing, one too many or not doubled"
    )
  }

  @Test func `a store takes rates in, replaces what differs and says so`() throws {
    let folder = try ImportFolder()
    _ = try folder.run(text: PlainAttempt.json(1))
    let write = { (text: String) throws -> CurrencyFile.Summary in
      let change = try StoreChange(path: folder.store, lockWaitSeconds: 0)
      let summary = try Self.rates(text).write(to: change)
      try change.commit()
      return summary
    }
    let header = "\u{FEFF}usd_per_unit; currency ;month\r\n"
    #expect(
      try write(header + "1.0800;EUR;2026-10\r\n1.25;GBP;2026-10\r\n")
        == CurrencyFile.Summary(added: 2)
    )
    let again = try write(header + "1.08;eur;2026-10\n1.26;GBP;2026-10\n1.3;GBP;2026-11\n")
    #expect(
      again
        == CurrencyFile.Summary(
          added: 1,
          unchanged: 1,
          changes: ["GBP of 2026-10: 1.25 became 1.26"]
        )
    )
    let table = try Store(path: folder.store).currencyList().tables[0]
    #expect(table.lines == ["EUR|2026-10|1.08", "GBP|2026-10|1.26", "GBP|2026-11|1.3"])
    let instant = try InstantText.parse("2026-11-05T00:00:00Z")
    let microcents = try Store(path: folder.store).currencyRates()
      .microcents(FixedDecimal(unscaled: 2, scale: 0), of: "GBP", at: instant)
    #expect(microcents == 260_000_000)
  }

  @Test(
    arguments: [
      ("0.0140", 1_400_000), ("$0.014", 1_400_000), ("-0.00000001", -1),
      ("1,234.5", 123_450_000_000),
      ("0.000000010", 1), ("12", 1_200_000_000), ("1,23", nil), ("1,234", nil),
      ("0.000000001", nil),
      ("", nil), (".5", nil), ("5.", nil), ("1e3", nil), ("1.2.3", nil), ("NaN", nil), ("--1", nil),
      ("12,34.5", nil), ("99999999999999999999", nil),
    ] as [(String, Int64?)]
  )
  func `prices are read exactly or not at all`(_ text: String, _ expected: Int64?) {
    #expect(PriceText.microcents(text) == expected)
  }
}

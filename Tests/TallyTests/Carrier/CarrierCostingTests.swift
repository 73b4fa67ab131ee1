import Reports
import SQLite
import Support
import Testing

@testable import Tally

struct CarrierCostingTests {
  @Test func `prices in other currencies count when their month's rate is known`() throws {
    let folder = try ImportFolder()
    _ = try folder.run(text: (0..<5).map { PlainAttempt.json($0) }.joined(separator: "\n"))
    let october = try InstantText.parse("2026-10-05T00:00:00Z").milliseconds
    do {
      let change = try StoreChange(path: folder.store, lockWaitSeconds: 0)
      let legs: [(Int64?, String?)] = [
        (1_400_000, "USD"), (1_400_000, "EUR"), (nil, "EUR"), (5, "GBP"), (7, nil),
      ]
      for (index, leg) in legs.enumerated() {
        let add = try change.database.prepare(
          "INSERT INTO carrier_call (number, sid, started_at, charge_units, currency, stamp) "
            + "VALUES (?1, ?2, ?3, ?4, ?5, 0)"
        )
        add.bind(Int64(index + 1), at: 1)
        add.bind("CA\(index)", at: 2)
        add.bind(october, at: 3)
        add.bind(leg.0, at: 4)
        add.bind(leg.1, at: 5)
        try add.run()
      }
      try change.database.execute(
        "INSERT INTO carrier_match (leg, attempt, method) "
          + "SELECT number, number, 'time' FROM carrier_call"
      )
      try CarrierCosting.refresh(in: change.database)
      try change.commit()
    }
    let costs = { () throws -> [Int64?] in
      let costs = try Store(path: folder.store).carrierCosts()
      return (1...5).map { costs.microcents(of: $0) }
    }
    #expect(try costs() == [1_400_000, nil, nil, nil, nil])
    try folder.directory.write(
      "month,currency,usd_per_unit\n2026-10,EUR,1.0842\n2026-09,GBP,1.25\n",
      to: "rates.csv"
    )
    let file = try CurrencyFile(path: folder.directory.file("rates.csv"))
    do {
      let change = try StoreChange(path: folder.store, lockWaitSeconds: 0)
      _ = try file.write(to: change)
      try change.commit()
    }
    // 0.0140 EUR at 1.0842: 0.0151788 dollars.
    #expect(try costs() == [1_400_000, 1_517_880, nil, nil, nil])
  }
}

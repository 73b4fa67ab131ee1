import SQLite
import Support
import Testing

@testable import Tally

struct DerivedRowsTests {
  @Test func `a table holds what it was last made to hold, and no more is touched`() throws {
    let database = try Database(path: ":memory:", mode: .create)
    try database.execute(
      """
      CREATE TABLE amounts (key INTEGER PRIMARY KEY, cost_microcents INTEGER NOT NULL);
      CREATE TABLE touched (key INTEGER);
      CREATE TRIGGER gone AFTER DELETE ON amounts
        BEGIN INSERT INTO touched VALUES (old.key); END;
      CREATE TRIGGER come AFTER INSERT ON amounts
        BEGIN INSERT INTO touched VALUES (new.key); END;
      """
    )
    let table = DerivedRows<Int64>(amountsOf: "amounts", key: "key")
    var generator = SplitMix64(seed: 5)
    var before: [Int64: Int64] = [:]
    for _ in 0..<50 {
      var rows = before
      for _ in 0..<Int.random(in: 0...4, using: &generator) {
        let key = Int64.random(in: 0..<12, using: &generator)
        let amounts: [Int64?] = [nil, -1, 0, .max]
        rows[key] = amounts.randomElement(using: &generator) ?? nil
      }
      try database.execute("DELETE FROM touched")
      try table.replace(with: rows, in: database)
      var found: [Int64: Int64] = [:]
      let all = try database.prepare("SELECT key, cost_microcents FROM amounts")
      while try all.step() { found[all.integer(0)] = all.integer(1) }
      #expect(found == rows)
      var touched: Set<Int64> = []
      let keys = try database.prepare("SELECT key FROM touched")
      while try keys.step() { touched.insert(keys.integer(0)) }
      let changed = Set(before.keys).union(rows.keys).filter { before[$0] != rows[$0] }
      #expect(touched == changed)
      before = rows
    }
  }
}

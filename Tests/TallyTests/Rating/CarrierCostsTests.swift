import SQLite
import Support
import Testing

@testable import Tally

struct CarrierCostsTests {
  @Test func `costs are found by the number of their attempt`() {
    var costs = CarrierCosts()
    #expect(costs.isEmpty)
    let numbers: [Int32] = [1, 65_535, 65_536, 1_000_000, .max]
    for number in numbers { costs.set(Int64(number) * 10, of: number) }
    costs.set(7, of: 0)
    costs.set(7, of: -1)
    for number in numbers { #expect(costs.microcents(of: number) == Int64(number) * 10) }
    for number: Int32 in [0, 2, 65_537, 200_000, .max - 1] {
      #expect(costs.microcents(of: number) == nil)
    }
  }

  @Test func `sums that might leave 64 bits are told beforehand`() {
    var costs = CarrierCosts()
    for number: Int32 in 1...3 { costs.set(1 << 59, of: number) }
    #expect(costs.cannotOverflow)
    costs.set(-1 << 59, of: 4)
    #expect(!costs.cannotOverflow)
    costs.set(.max, of: 5)
    costs.set(.max, of: 6)
    costs.set(.max, of: 7)
    #expect(!costs.cannotOverflow)
  }

  @Test func `a store keeps them beside its attempts, and an older one gets the table`() throws {
    let folder = try ImportFolder()
    _ = try folder.run(text: (0..<3).map { PlainAttempt.json($0) }.joined(separator: "\n"))
    let write = "INSERT INTO attempt_carrier_cost VALUES (2, 135000000), (3, -1)"
    do {
      let change = try StoreChange(path: folder.store, lockWaitSeconds: 0)
      try change.database.execute(write)
    }
    #expect(try Store(path: folder.store).carrierCosts().isEmpty)
    do {
      let change = try StoreChange(path: folder.store, lockWaitSeconds: 0)
      try change.database.execute("DROP TABLE attempt_carrier_cost")
      try change.commit()
    }
    #expect(try Store(path: folder.store).carrierCosts().isEmpty)
    let change = try StoreChange(path: folder.store, lockWaitSeconds: 0)
    try change.database.execute(write)
    try change.commit()
    let costs = try Store(path: folder.store).carrierCosts()
    #expect((1...4).map { costs.microcents(of: $0) } == [nil, 135_000_000, -1, nil])
  }

  @Test func `only a store that is there can be changed`() throws {
    let folder = try ImportFolder()
    #expect(throws: StoreError.missing(path: folder.store)) {
      try StoreChange(path: folder.store, lockWaitSeconds: 0)
    }
    try folder.directory.write("no database", to: "store")
    #expect(throws: StoreError.notADatabase(path: folder.store)) {
      try StoreChange(path: folder.store, lockWaitSeconds: 0)
    }
  }
}

import Testing

@testable import Tally

struct CallFactsTests {
  /// Attempt numbers of a `MemorySource` are odd: row r has number 2 r + 1.
  private func facts(_ records: [AttemptRecord]) throws -> [[Int]] {
    let facts = try CallFacts(source: MemorySource(records: records))
    return records.indices.map {
      [Int(facts.position[$0 * 2 + 1]), Int(facts.round[$0 * 2 + 1])]
    }
  }

  @Test func `an empty store has none`() throws {
    #expect(try facts([]) == [])
  }

  @Test func `start, then creation, then id decide, and unknown times come last`() throws {
    let records = [
      AttemptRecord(id: Identifier(high: 0, low: 1), call: 2),
      AttemptRecord(id: Identifier(high: 0, low: 9), call: 7, createdAt: 50, startedAt: 100),
      AttemptRecord(id: Identifier(high: 0, low: 8), call: 7, createdAt: 50, startedAt: 100),
      AttemptRecord(id: Identifier(high: 9, low: 0), call: 7, createdAt: 40, startedAt: 100),
      AttemptRecord(id: Identifier(high: 0, low: 0), call: 7),
      AttemptRecord(id: Identifier(high: 0, low: 2), call: 7, createdAt: 99),
      AttemptRecord(id: Identifier(high: 0, low: 3), call: 7, createdAt: nil, startedAt: 99),
    ]
    #expect(try facts(records).map { $0[0] } == [1, 5, 4, 3, 6, 1, 2])
  }

  @Test func `rounds count the same rule, and without a rule the same phone`() throws {
    let targets: [(rule: Int32, phone: Int32)] = [
      (1, 1), (2, 1), (1, 2), (0, 1), (0, 2), (0, 1), (1, 1), (0, 0), (0, 0),
    ]
    let records = targets.enumerated().map { index, target in
      AttemptRecord(rule: target.rule, phone: target.phone, startedAt: Int64(index))
    }
    #expect(try facts(records).map { $0[1] } == [1, 1, 2, 1, 1, 2, 3, 1, 2])
  }

  @Test func `a call of very many attempts stops counting at the greatest number that fits`() throws
  {
    let records = (0..<70_000).map { AttemptRecord(startedAt: Int64(70_000 - $0)) }
    let facts = try facts(records)
    #expect(facts.first == [65_535, 65_535])
    #expect(facts[70_000 - 65_534] == [65_534, 65_534])
    #expect(facts.last == [1, 1])
  }
}

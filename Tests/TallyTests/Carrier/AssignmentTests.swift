import Support
import Testing

@testable import Tally

struct AssignmentTests {
  /// The least total there is, by trying all of them.
  private func least(_ costs: [Int64], _ rows: Int, _ columns: Int, _ lone: Int64) -> Int64 {
    func rest(_ row: Int, _ used: Set<Int>) -> Int64 {
      guard row < rows else { return 0 }
      var best = lone + rest(row + 1, used)
      for column in 0..<columns where !used.contains(column) {
        let cost = costs[row * columns + column]
        guard cost < Assignment.forbidden else { continue }
        best = min(best, cost + rest(row + 1, used.union([column])))
      }
      return best
    }
    return rest(0, [])
  }

  @Test func `no other assignment costs less`() {
    var generator = SplitMix64(seed: 3)
    for _ in 0..<400 {
      let rows = Int.random(in: 1...5, using: &generator)
      let columns = Int.random(in: 1...5, using: &generator)
      let lone = Int64.random(in: 0...60, using: &generator)
      let costs = (0..<(rows * columns)).map { _ in
        Int.random(in: 0...4, using: &generator) == 0
          ? Assignment.forbidden : Int64.random(in: 0...100, using: &generator)
      }
      let found = Assignment(
        costs: costs,
        rowCount: rows,
        columnCount: columns,
        loneCost: lone
      )
      #expect(found.total == least(costs, rows, columns, lone))
      let used = found.columns.compactMap(\.self)
      #expect(Set(used).count == used.count)
      let total = found.columns.enumerated().reduce(Int64(0)) { sum, one in
        sum + (one.element.map { costs[one.offset * columns + $0] } ?? lone)
      }
      #expect(total == found.total)
    }
  }

  @Test func `nothing to choose from leaves everything alone`() {
    let none = Assignment(costs: [], rowCount: 2, columnCount: 0, loneCost: 7)
    #expect(none.columns == [nil, nil])
    #expect(none.total == 14)
    #expect(Assignment(costs: [], rowCount: 0, columnCount: 3, loneCost: 7).total == 0)
  }
}

import Reports
import Testing

@testable import Tally

struct TableBuilderTests {
  /// User `n` has `attempts[n]` attempts, all in the calls 1 and 2; user 0 is none.
  private static var source: MemorySource {
    var source = MemorySource()
    let names: [String?] = ["b", "Z", "é", "e\u{301}", nil, "b", "😀"]
    let attempts = [2, 1, 3, 1, 2, 1, 1, 5]
    source.names.users += names.enumerated().map { index, name in
      Directory.Member(id: Identifier(high: 0, low: UInt64(20 - index)), name: name)
    }
    source.names.projects.append(Directory.Member(id: Identifier(high: 0, low: 1)))
    for (user, count) in attempts.enumerated() {
      for index in 0..<count {
        let call = Int32(index % 2 + 1)
        source.records.append(AttemptRecord(call: call, user: Int32(user), startedAt: 0))
      }
    }
    return source
  }

  /// The end of each id, the attempts and the calls.
  private func lines(sort: String? = nil, top: Int? = nil) throws -> [String] {
    let order = try sort.map { try RowOrder($0) }
    return try SmallStore.table(
      by: [.user],
      [.attempts, .calls],
      sort: order,
      top: top,
      from: Self.source
    ).lines.map { line in
      line.hasPrefix("∅") ? line : "\(line.prefix(36).suffix(2))|" + line.suffix(3)
    }
  }

  @Test func `rows stand by name in the order of Unicode, then by id, none last`() throws {
    #expect(
      try lines() == [
        "10|1|1", "13|3|2", "0f|1|1", "14|1|1", "11|2|2", "12|1|1", "0e|5|2", "∅|(none)|2|2",
      ]
    )
  }

  @Test func `a column sorts both ways, ties in the order of the dimensions`() throws {
    let cases: [(sort: String, ids: [String])] = [
      ("attempts", ["10", "0f", "14", "12", "11", "∅", "13", "0e"]),
      ("attempts:asc", ["10", "0f", "14", "12", "11", "∅", "13", "0e"]),
      ("attempts:desc", ["0e", "13", "11", "∅", "10", "0f", "14", "12"]),
      ("user_name:desc", ["0e", "12", "11", "0f", "14", "13", "10", "∅"]),
      ("user_id", ["0e", "0f", "10", "11", "12", "13", "14", "∅"]),
    ]
    for (sort, ids) in cases {
      #expect(try lines(sort: sort).map { $0.prefix { $0 != "|" } } == ids.map { $0[...] })
    }
  }

  @Test func `rows without a value come last either way`() throws {
    for direction in ["asc", "desc"] {
      let table = try SmallStore.table(
        by: [.user],
        [.dialSecondsAverage],
        sort: try RowOrder("dial_seconds_average:\(direction)")
      )
      #expect(table.lines.last == "∅|(none)|∅")
    }
  }

  @Test func `all others are one row that counts a shared call once`() throws {
    let first = ["10|1|1", "13|3|2"]
    #expect(try lines(top: 2) == first + ["∅|(6 others)|12|2"])
    #expect(try lines(top: 7).last == "∅|(1 other)|2|2")
    #expect(try lines(top: 8) == lines())
    #expect(try lines(sort: "attempts:desc", top: 1) == ["0e|5|2", "∅|(7 others)|11|2"])
  }

  @Test func `a dimension with one column names the others there`() throws {
    let table = try SmallStore.table(by: [.position, .status], top: 1)
    #expect(table.lines == ["1|Connected|1", "(5 others)|∅|6"])
  }

  @Test func `a total is a formula only where the formula gives it`() throws {
    var source = SmallStore.source
    // Ana's cost is unknown, but she has an unanswered attempt that cost something: exporters give
    // that a line of its own, and the total stays the sum of all lines.
    source.records[0].costMicrocents = 5
    let metrics: [Metric] = [.attempts, .calls, .cost, .costPerAttempt, .costPerAnsweredCall]
    let columns = try SmallStore.table(by: [.user], metrics, from: source).columns
    #expect(
      columns.map(\.total) == [
        .none, .none, .sum, .value, .sum,
        .quotient(dividend: "cost_usd", divisors: ["attempts"]), .value,
      ]
    )
  }

  @Test func `sorting is read with its direction`() throws {
    #expect(try RowOrder("a:desc") == RowOrder(column: "a", isDescending: true))
    #expect(throws: ReportError.unknownSortDirection("down")) { try RowOrder("a:down") }
    let error = #expect(throws: ReportError.self) { try lines(sort: "call") }
    #expect(
      error?.description
        == "cannot sort by 'call': the table has no such column; did you mean 'calls'?"
    )
    #expect(throws: ReportError.topBelowOne(0)) { try lines(top: 0) }
  }
}

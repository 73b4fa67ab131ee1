import Reports
import Testing

@testable import Tally

struct ReportErrorTests {
  @Test func `dimensions are read, and mistakes are told`() throws {
    #expect(try Dimension.list(["month", "user"]) == [.month, .user])
    #expect(try Dimension.list(["user", "user_email", "day"]) == [.userEmail, .day])
    #expect(throws: ReportError.repeatedDimension("day")) { try Dimension.list(["day", "day"]) }
    let near = #expect(throws: ReportError.self) { try Dimension.list(["usr"]) }
    #expect(near?.description == "'usr' is not a dimension; did you mean 'user'?")
    let far = #expect(throws: ReportError.self) { try Dimension.list(["planet"]) }
    #expect(
      far?.description == """
        'planet' is not a dimension: expected project, user, user_email, rule, policy, number, \
        status, outcome, country, position, round, month, week, day, hour, weekday
        """
    )
  }

  @Test func `several projects need a choice`() throws {
    var source = SmallStore.source
    source.names.projects += [
      Directory.Member(id: Identifier(high: 0, low: 5)),
      // Nothing of this one is in the store.
      Directory.Member(id: Identifier(high: 0, low: 6), name: "Idle"),
    ]
    source.records[3].project = 2
    let message = """
      the store holds 2 projects: choose with --project or group by project. They are \
      00000000-0000-0000-0000-000000000005, 00000000-0000-0001-0000-000000000000 (One)
      """
    let error = #expect(throws: ReportError.self) {
      try SmallStore.table(by: [.user], from: source)
    }
    #expect(error?.description == message)
    #expect(try SmallStore.table(by: [.project], from: source).lines.count == 2)
    let cases: [(AttemptFilter, Int)] = [
      (AttemptFilter(.project, "One"), 6), (AttemptFilter(.project, "One", isNegated: true), 1),
    ]
    for (filter, count) in cases {
      let table = try SmallStore.table(by: [], from: source, filters: [filter])
      #expect(table.lines == ["\(count)"])
    }
  }

  @Test func `calls by their own records have no user`() {
    let byUser = #expect(throws: ReportError.self) {
      try SmallStore.table(by: [.day, .userEmail], [.undialledCalls])
    }
    #expect(
      byUser?.description == """
        undialled_calls cannot be grouped by user: a call without attempts has no user. \
        Group by project, policy or time, or leave undialled_calls out
        """
    )
    let ofStatus = #expect(throws: ReportError.self) {
      try SmallStore.table(
        by: [.day],
        [.loggedCalls],
        filters: [AttemptFilter(.status, "Ringing")]
      )
    }
    #expect(
      ofStatus?.description == """
        logged_calls cannot be filtered by status: a call without attempts has no status. \
        Filter by project, policy or call, or leave logged_calls out
        """
    )
  }

  @Test func `sums that leave 64 bits are an error, other columns are not`() throws {
    var source = SmallStore.source
    source.records[1].costMicrocents = .max
    #expect(throws: ReportError.overflow(column: "cost_usd")) {
      try SmallStore.table(by: [], [.cost], from: source)
    }
    #expect(try SmallStore.table(by: [], [.attempts], from: source).lines == ["7"])
    // The two parts fit, only their sum does not.
    source.records[6].costMicrocents = 0
    source.records[0].costMicrocents = 1
    #expect(throws: ReportError.overflow(column: "cost_usd")) {
      try SmallStore.table(by: [], [.cost], from: source)
    }
    // The least number there is stands for NULL in a table's rows.
    for index in source.records.indices {
      source.records[index].costMicrocents = index < 2 ? -1 << 62 : 0
    }
    #expect(throws: ReportError.overflow(column: "cost_usd")) {
      try SmallStore.table(by: [], [.cost], from: source)
    }
    source.records[0].costMicrocents? += 1
    #expect(
      try SmallStore.table(by: [], [.cost], from: source).rows
        == [[.decimal(FixedDecimal(unscaled: .min + 1, scale: 8))]]
    )
    #expect(throws: ReportError.noMetrics) { try SmallStore.table(by: [], []) }
  }
}

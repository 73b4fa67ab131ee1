import Reports
import Testing

@testable import Tally

struct SelectionTests {
  private func attempts(
    _ filters: [AttemptFilter],
    from source: MemorySource = SmallStore.source
  ) throws -> Int64? {
    let totals = try SmallStore.table(by: [], from: source, filters: filters).totals
    guard case .integer(let count)? = totals?.first else { return nil }
    return count
  }

  @Test func `values of a name widen, names narrow, negated ones exclude`() throws {
    let cases: [(filters: [AttemptFilter], count: Int64)] = [
      ([AttemptFilter(.user, "ANA@example.com")], 4),
      ([AttemptFilter(.user, "bo"), AttemptFilter(.user, "\(SmallStore.ana)")], 6),
      ([AttemptFilter(.user, "bo"), AttemptFilter(.user, "(none)")], 3),
      ([AttemptFilter(.user, "bo", isNegated: true)], 5),
      ([AttemptFilter(.user, "(none)", isNegated: true)], 6),
      ([AttemptFilter(.user, "ana"), AttemptFilter(.status, "noanswer")], 1),
      ([AttemptFilter(.user, "ana"), AttemptFilter(.user, "Ana", isNegated: true)], 0),
      ([AttemptFilter(.number, "+1415")], 2), ([AttemptFilter(.number, "+")], 6),
      ([AttemptFilter(.number, "(none)")], 1),
      ([AttemptFilter(.outcome, "stale"), AttemptFilter(.outcome, "open")], 2),
      ([AttemptFilter(.status, "Busy")], 0), ([AttemptFilter(.policy, "main")], 7),
      ([AttemptFilter(.rule, "(none)")], 7), ([AttemptFilter(.project, "one")], 7),
      ([AttemptFilter(.call, "\(MemorySource.callIdentifier(4))")], 3),
      ([AttemptFilter(.call, "\(MemorySource.callIdentifier(4))", isNegated: true)], 4),
    ]
    for (filters, count) in cases {
      #expect(try attempts(filters) == count, "\(filters.map { "\($0.key) \($0.value)" })")
    }
  }

  @Test func `a filter selects what a report by its dimension counts`() throws {
    let names: [(AttemptFilter.Name, Dimension)] = [
      (.country, .country), (.hour, .hour), (.weekday, .weekday), (.position, .position),
      (.round, .round),
    ]
    var selected = 0
    for seed in 0..<12 {
      var random = RandomStore(seed: UInt64(seed))
      let source = random.source()
      let project = AttemptFilter(.project, source.names.projects[1]?.id.description ?? "")
      func rows(_ dimension: Dimension, _ filters: [AttemptFilter]) throws -> [[Value]] {
        try SmallStore.report(
          .init(dimensions: [dimension], metrics: [.attempts]),
          from: source,
          filters: filters + [project],
          period: Period(
            from: nil,
            to: nil,
            zone: Zone(name: "Asia/Kathmandu", offsetSeconds: 20_700)
          )
        ).tables[0].rows
      }
      for (name, dimension) in names {
        let all = try rows(dimension, [])
        for row in all {
          let value =
            switch row[0] {
            case .text(let text): text
            case .integer(let number): String(number)
            default: AttemptFilter.none
            }
          #expect(try rows(dimension, [AttemptFilter(name, value)]) == [row], "\(seed) \(name)")
          let others = try rows(dimension, [AttemptFilter(name, value, isNegated: true)])
          #expect(others == all.filter { $0 != row }, "\(seed) not \(name)")
          selected += 1
        }
      }
    }
    #expect(selected > 200)
  }

  @Test func `a value that nothing has is told, with what may have been meant`() {
    let cases: [(AttemptFilter, String)] = [
      (AttemptFilter(.user, "Anna"), "no user 'Anna' in the store; did you mean 'Ana'?"),
      (
        AttemptFilter(.user, "ana@exampel.com"),
        "no user 'ana@exampel.com' in the store; did you mean 'ana@example.com'?"
      ),
      (AttemptFilter(.rule, "x"), "no rule 'x' in the store"),
      (
        AttemptFilter(.status, "NoAnswr"),
        "no status 'NoAnswr' in the store; did you mean 'NoAnswer'?"
      ),
      (
        AttemptFilter(.outcome, "(none)"), "no outcome '(none)' in the store"
      ),
      (AttemptFilter(.outcome, "busi"), "no outcome 'busi' in the store; did you mean 'busy'?"),
      (
        AttemptFilter(.number, "+14155550102"),
        "no number '+14155550102' in the store; did you mean '+14155550101'?"
      ),
      (AttemptFilter(.call, "4"), "no call '4' in the store"),
      (AttemptFilter(.country, "45"), "no country '45' in the store"),
      (AttemptFilter(.hour, "24"), "hour is '24', expected a number from 0 to 23"),
      (AttemptFilter(.weekday, "Monday"), "weekday is 'Monday', expected a number from 1 to 7"),
      (
        AttemptFilter(.position, "(none)"),
        "position is '(none)', expected a number from 1 to 65535"
      ),
      (
        AttemptFilter(.call, "\(MemorySource.callIdentifier(5))"),
        "no call '\(MemorySource.callIdentifier(5))' in the store"
      ),
    ]
    for (filter, message) in cases {
      let error = #expect(throws: ReportError.self) { try attempts([filter]) }
      #expect(error?.description == message)
    }
  }

  @Test func `a name that two users share selects both and says so`() throws {
    var source = SmallStore.source
    source.names.users[1]?.name = "ANA"
    let report = try SmallStore.report(
      .init(dimensions: [], metrics: [.attempts]),
      from: source,
      filters: [AttemptFilter(.user, "Ana")]
    )
    #expect(report.tables[0].lines == ["6"])
    #expect(
      report.warnings == [
        """
        user 'Ana' is the name of 2: \(SmallStore.ana), \(SmallStore.bo). \
        All are meant; give an id to mean one.
        """
      ]
    )
  }

  @Test func `periods are half-open, and hold no attempt without any time`() throws {
    var source = SmallStore.source
    source.records[0].startedAt = nil
    source.records[0].createdAt = nil
    let cases: [(from: Int64?, to: Int64?, count: Int64)] = [
      (nil, nil, 7), (30_000, nil, 6), (30_001, nil, 5), (nil, 30_000, 0), (nil, 30_001, 1),
      (7_199_000, 7_200_000, 1), (nil, 253_000_000_000, 6),
    ]
    for (from, to, count) in cases {
      let report = try SmallStore.report(
        .init(dimensions: [], metrics: [.attempts]),
        from: source,
        period: Period(
          from: from.map { Instant(milliseconds: SmallStore.midnight + $0) },
          to: to.map { Instant(milliseconds: SmallStore.midnight + $0) },
          zone: .utc
        )
      )
      #expect(report.tables[0].rows == [[.integer(count)]])
    }
  }

  @Test func `filters are read as definitions write them`() throws {
    let filter = AttemptFilter(.policy, "x", isNegated: true)
    #expect(try AttemptFilter(key: "not_policy", value: "x") == filter)
    #expect(filter.key == "not_policy")
    let error = #expect(throws: ReportError.self) {
      try AttemptFilter(key: "not_usr", value: "x")
    }
    #expect(error?.description == "'not_usr' is not a filter; did you mean 'not_user'?")
  }
}

import Reports
import Support
import Testing

@testable import Tally

struct ReportBuilderTests {
  private static let metrics = Metric.allCases.filter { !$0.countsLoggedCalls }

  @Test(arguments: 0..<150)
  func `reports equal those of the plain reading of the definitions`(_ seed: Int) throws {
    var random = RandomStore(seed: UInt64(seed))
    for _ in 0..<6 {
      let source = random.source()
      let offset = random.element([0, -18_000, 19_800, 20_700, 37_800, -34_261])
      let dimensions = (0..<random.number(5)).reduce(into: [Dimension]()) { chosen, _ in
        let dimension = random.element(Dimension.allCases)
        if !chosen.contains(dimension) { chosen.append(dimension) }
      }
      let basis = random.chance(80) ? CostBasis.effective : random.element(CostBasis.allCases)
      let top = random.chance(70) || dimensions.isEmpty ? nil : Int(random.number(4)) + 1
      let from = random.chance(50) ? nil : Int64(1_772_316_000_000) + random.number(100_000_000)
      let to = random.chance(50) ? nil : Int64(1_772_416_000_001) + random.number(100_000_000)
      let status = random.chance(80) ? nil : random.element(["Ringing", "NoAnswer", "Voicemail"])
      let outcome = random.chance(80) ? nil : random.element(Outcome.allCases)
      let excluded = random.chance(80) ? nil : random.element(["+14", "+442", "(none)"])
      var filters = [AttemptFilter(.project, "(none)", isNegated: true)]
      filters += [1, 2].map {
        AttemptFilter(.project, source.names.projects[$0]?.id.description ?? "")
      }
      if let status { filters.append(AttemptFilter(.status, status.lowercased())) }
      if let outcome { filters.append(AttemptFilter(.outcome, outcome.name)) }
      if let excluded { filters.append(AttemptFilter(.number, excluded, isNegated: true)) }
      let report = try ReportBuilder(source: source).report(
        for: ReportRequest(
          title: "",
          groupings: [.init(dimensions: dimensions, metrics: Self.metrics, top: top)],
          period: Period(
            from: from.map(Instant.init(milliseconds:)),
            to: to.map(Instant.init(milliseconds:)),
            zone: Zone(name: "Somewhere", offsetSeconds: offset)
          ),
          filters: filters,
          costBasis: basis
        )
      )
      let naive = NaiveReport(source: source, offsetSeconds: offset, basis: basis)
      let isSelected = { (attempt: NaiveReport.Attempt) -> Bool in
        let phone = source.names.phones[Int(attempt.record.phone)]
        let isExcluded = excluded == "(none)" ? phone.isEmpty : phone.hasPrefix(excluded ?? "?")
        let isInside = attempt.at.map { $0 >= from ?? .min && $0 < to ?? .max }
        return isInside ?? (from == nil && to == nil) && !isExcluded
          && (status == nil || naive.status(attempt.record) == status)
          && (outcome == nil || attempt.outcome == outcome?.name)
      }
      let expected = naive.table(
        by: dimensions,
        metrics: Self.metrics,
        top: top,
        where: isSelected
      )
      #expect(report.tables[0].rows == expected.rows)
      #expect(report.tables[0].totals == expected.totals)
      #expect(report.quality.map(\.count) == naive.quality(where: isSelected))
    }
  }

  @Test func `a report says what it was asked and how fresh it is`() throws {
    let period = Period(
      from: Instant(milliseconds: SmallStore.midnight),
      to: nil,
      zone: Zone(name: "Asia/Kolkata", offsetSeconds: 19_800)
    )
    let report = try SmallStore.report(
      .init(dimensions: [.day, .hour, .userEmail], metrics: [.attempts]),
      filters: [
        AttemptFilter(.user, "bo"), AttemptFilter(.status, "Busy", isNegated: true),
        AttemptFilter(.user, "ana"),
      ],
      period: period
    )
    #expect(report.title == "Small")
    #expect(report.by == ["day", "hour", "user_email"])
    #expect(report.cost == "effective")
    #expect(report.asOf == SmallStore.source.newestUpdate)
    #expect(
      report.filters == [
        Report.Filter(name: "user", values: ["bo", "ana"]),
        Report.Filter(name: "not_status", values: ["Busy"]),
      ]
    )
    #expect(
      report.period
        == Report.Period(
          from: period.from,
          to: nil,
          timeZone: "Asia/Kolkata",
          localText: period.localText
        )
    )
    let table = report.tables[0]
    #expect(table.name == "By day, hour and user")
    #expect(
      table.columns.map(\.name) == [
        "day", "hour", "user_id", "user_name", "user_email", "attempts",
      ]
    )
    #expect(
      table.lines == [
        "2026-03-01|5|\(SmallStore.ana)|Ana|ana@example.com|1",
        "2026-03-01|5|\(SmallStore.bo)|Bo|∅|1",
        "2026-03-01|6|\(SmallStore.ana)|Ana|ana@example.com|1",
        "2026-03-01|7|\(SmallStore.ana)|Ana|ana@example.com|2",
        "2026-03-01|7|\(SmallStore.bo)|Bo|∅|1",
      ]
    )
    #expect(report.warnings == [])
  }

  @Test func `calls that nobody's phone rang for have rows of their own`() throws {
    var source = SmallStore.source
    source.names.policies.append(Directory.Member(id: Identifier(high: 4, low: 0), name: "Late"))
    source.calls = [
      LoggedCall(
        call: 1,
        policy: 1,
        startedAt: SmallStore.midnight,
        wasDialled: true,
        inboundMicrocents: 850_000
      ),
      LoggedCall(call: 8, policy: 2, startedAt: SmallStore.midnight, inboundMicrocents: 1_700_001),
      LoggedCall(call: 9, policy: 2, startedAt: nil),
    ]
    let metrics: [Metric] = [.attempts, .loggedCalls, .undialledCalls, .callAnswerRate]
    let report = try SmallStore.report(
      .init(dimensions: [.policy, .day], metrics: metrics),
      from: source
    )
    #expect(
      report.tables[0].lines.map { $0.drop { $0 != "|" } } == [
        "|Late|2026-03-01|0|1|1|∅", "|Late|∅|0|1|1|∅", "|Main|2026-03-01|7|1|0|0.750000",
      ]
    )
    #expect(report.tables[0].line(report.tables[0].totals ?? []) == "∅|∅|∅|7|3|2|0.750000")
    let warning = """
      2 of 3 logged calls have no attempts: they ended before anybody's phone rang. \
      call_answer_rate does not know of them; undialled_calls does.
      """
    #expect(report.warnings == [warning])
    let byPolicy = try SmallStore.report(
      .init(dimensions: [.policy], metrics: [.attempts]),
      from: source
    )
    #expect(byPolicy.warnings == [warning])
    let inbound = try SmallStore.report(
      .init(dimensions: [.policy], metrics: [.inboundCost, .inboundCostedCalls, .cost]),
      from: source
    )
    #expect(
      inbound.tables[0].lines.map { $0.split(separator: "|").dropFirst(2).prefix(2) } == [
        ["0.01700001", "1"], ["0.0085", "1"],
      ]
    )
    #expect(inbound.tables[0].line(inbound.tables[0].totals ?? []).contains("|0.02550001|2|"))
    #expect(byPolicy.tables[0].rows.count == 1)
    let byUser = try SmallStore.report(
      .init(dimensions: [.user], metrics: [.attempts]),
      from: source
    )
    #expect(byUser.warnings == [])
  }

  @Test func `without call records nothing is known of them`() throws {
    let report = try SmallStore.report(
      .init(dimensions: [], metrics: [.loggedCalls, .undialledCalls])
    )
    #expect(report.tables[0].lines == ["∅|∅"])
    #expect(
      report.warnings == [
        """
        No call records have been imported: logged_calls and undialled_calls are left empty. \
        Import the Incoming Call Logs as well.
        """
      ]
    )
  }

  @Test func `a report without any cost says so in words`() throws {
    var source = SmallStore.source
    for index in source.records.indices { source.records[index].costMicrocents = 0 }
    let grouping = ReportRequest.Grouping(dimensions: [], metrics: [.cost, .costedAttempts])
    let report = try SmallStore.report(grouping, from: source)
    #expect(report.tables[0].lines == ["∅|4"])
    #expect(
      report.warnings == [
        """
        No cost data: OneUptime does not record call costs (3 answered attempts, 0 with a cost). \
        cost_usd is left empty.
        """
      ]
    )
    let rated = try SmallStore.report(grouping, costBasis: .rated)
    #expect(rated.tables[0].lines == ["∅|0"])
    #expect(
      rated.warnings == [
        """
        No cost data: no rate card is applied (3 answered attempts, 0 with a cost). \
        cost_usd is left empty.
        """
      ]
    )
    let uncosted = try SmallStore.report(.init(dimensions: [], metrics: [.calls]), from: source)
    #expect(uncosted.warnings == [])
  }

  @Test func `statuses that upstream does not know are listed`() throws {
    var source = SmallStore.source
    source.names.statuses += ["Voicemail", "Absent", "Été"]
    source.records[0].status = 6
    source.records[4].status = 4
    source.records[2].status = 4
    let report = try SmallStore.report(
      .init(dimensions: [.outcome], metrics: [.attempts]),
      from: source
    )
    #expect(report.tables[0].lines == ["answered|3", "open|1", "other|2", "stale|1"])
    #expect(
      report.warnings == [
        """
        Unknown statuses: 'Voicemail' (2), 'Été' (1). \
        Unless answered, such attempts count as unanswered with the outcome other.
        """
      ]
    )
  }
}

import Reports
import Testing

@testable import Tally

/// The names of the manual.
let vocabulary = DefinitionVocabulary(
  dimensions: [
    "project", "user", "user_email", "rule", "policy", "number", "status", "outcome", "country",
    "position", "round", "month", "week", "day", "hour", "weekday",
  ],
  metrics: [
    "attempts", "calls", "open_attempts", "stale_attempts", "answered_attempts",
    "unanswered_attempts", "attempt_answer_rate", "answered_calls", "call_answer_rate",
    "dial_seconds_total", "dial_seconds_average", "dial_seconds_p50", "dial_seconds_p95",
    "cost_usd", "answered_cost_usd", "unanswered_cost_usd", "costed_attempts",
    "cost_per_answered_call_usd", "cost_per_dial_minute_usd",
  ],
  standardMetrics: ["attempts", "calls", "cost_usd"],
  outcomes: [
    "answered", "open", "stale", "caller_hung_up", "busy", "failed", "no_answer", "other",
  ],
  formats: ["csv", "json", "xlsx"],
  columns: { name in
    ["project", "user", "rule", "policy"].contains(name) ? ["\(name)_id", "\(name)_name"] : [name]
  }
)

/// Reads a definition as `m.json5`; the messages where it cannot be read.
private func messages(_ text: String) -> [String] {
  do throws(DefinitionError) {
    _ = try DefinitionReader(vocabulary: vocabulary).read(Array(text.utf8), path: "m.json5")
    return []
  } catch {
    return error.problems.map(\.description)
  }
}

@Suite struct DefinitionReaderTests {
  @Test func `a definition with everything is read`() throws {
    let text = """
      \u{FEFF}// A comment.
      {
        title: 'Café "report"', /* another */
        "description": "It's\\tone \\uD83D\\uDE00 \\
      line",
        time_zone: 'America/New_York',
        period: {from: '2026-10-01', to: '2026-10-02T00:00Z'},
        tables: [
          {name: 'By user', by: ['user', 'month'], metrics: 'all', sort: 'user_name', top: 3},
          {by: 'rule', metrics: ['cost_usd', 'calls',], sort: 'cost_usd:desc'},
          {},
        ],
        filters: {not_user: 'ana@example.com', outcome: ['busy', 'failed'], user: ['a', 'b']},
        cost: 'carrier',
        outputs: ['{title}-{month}.xlsx', 'x.csv'],
      }

      """
    let definition = try DefinitionReader(vocabulary: vocabulary)
      .read(Array(text.utf8), path: "m.json5")
    #expect(
      definition
        == ReportDefinition(
          title: "Café \"report\"",
          description: "It's\tone 😀 line",
          timeZone: "America/New_York",
          period: .span(
            from: .day(CivilDate(year: 2026, month: 10, day: 1)),
            to: .instant(Instant(milliseconds: 1_790_899_200_000))
          ),
          content: .tables([
            TableDefinition(
              name: "By user",
              by: ["user", "month"],
              metrics: .all,
              sort: RowOrder(column: "user_name", isDescending: false),
              top: 3
            ),
            TableDefinition(
              by: ["rule"],
              metrics: .list(["cost_usd", "calls"]),
              sort: RowOrder(column: "cost_usd", isDescending: true)
            ),
            TableDefinition(),
          ]),
          filters: [
            Report.Filter(name: "user", values: ["a", "b"]),
            Report.Filter(name: "not_user", values: ["ana@example.com"]),
            Report.Filter(name: "outcome", values: ["busy", "failed"]),
          ],
          cost: "carrier",
          outputs: ["{title}-{month}.xlsx", "x.csv"]
        )
    )
  }

  @Test func `whatever is left out has its default`() throws {
    let reader = DefinitionReader(vocabulary: vocabulary)
    var expected = ReportDefinition(
      title: "by-user",
      description: nil,
      timeZone: nil,
      period: .all,
      content: .tables([TableDefinition(by: ["user"])]),
      filters: [],
      cost: nil,
      outputs: []
    )
    #expect(
      try reader.read(Array("{by:['user'],metrics:'default'}".utf8), path: "a/by-user.json5")
        == expected
    )
    expected.title = "-"
    expected.content = .attempts(columns: AttemptListColumn.allCases)
    expected.period = .word(.lastSevenDays)
    #expect(
      try reader.read(Array("{list:'attempts',period:'last_7_days'}".utf8), path: "-") == expected
    )
    expected.content = .attempts(columns: [.outcome, .id])
    expected.period = .all
    #expect(
      try reader.read(Array("{list:'attempts',columns:['outcome','id']}".utf8), path: "-")
        == expected
    )
    expected.content = .tables([TableDefinition()])
    expected.period = .month(CivilDate(year: 2026, month: 2, day: 1))
    #expect(try reader.read(Array("{period:{month:'2026-02'}}".utf8), path: "-") == expected)
  }

  @Test func `every mistake is told in one go, in the order of the file`() {
    let text = """
      {
        titel: 'Monthly',
        time_zone: 'Europe/Berln',
        period: {from: '2026-02-30', to: 'tomorrow'},
        tables: [
          {by: ['user', 'usr', 'user'], metric: 'all', sort: 'cost_us:down', top: 0},
          {name: 'A', by: ['month'], metrics: ['cost', 5], sort: 'user_nam'},
          {name: 'a', metrics: [], sort: 'cost_usd'},
          'user',
        ],
        filters: {user: [], outcomes: 'busy', not_outcome: ['bussy']},
        cost: 'actual',
        cost: 'rated',
        outputs: ['{title.xlsx', '{mnth}.xlsx', 'report.pdf', ''],
        by: 'user',
        description: null,
      }
      """
    let messages = messages(text)
    #expect(
      messages == [
        "m.json5:2:3: unknown key 'titel'; did you mean 'title'?",
        "m.json5:3:14: unknown time zone 'Europe/Berln'; did you mean Europe/Berlin?",
        "m.json5:4:18: '2026-02-30' does not exist: 2026-02 has the days 01 to 28",
        "m.json5:4:36: 'tomorrow' is not a date or time: expected a date (2026-10-01), a month "
          + "(2026-10), a local time (2026-10-01T09:30) or an instant (2026-10-01T09:30:00Z, "
          + "2026-10-01T09:30-05:00)",
        "m.json5:6:19: unknown dimension 'usr'; did you mean 'user'?",
        "m.json5:6:26: dimension 'user' is here for the second time",
        "m.json5:6:35: unknown key 'metric'; did you mean 'metrics'?",
        "m.json5:6:56: 'cost_us:down' is not an order; expected a column, or one with :asc or "
          + ":desc behind it, such as 'cost_usd:desc'",
        "m.json5:6:77: top is 0; expected a whole number of 1 or more",
        "m.json5:7:42: unknown metric 'cost'; expected one of "
          + vocabulary.metrics.joined(separator: ", "),
        "m.json5:7:50: a value of metrics is 5; expected text in quotation marks",
        "m.json5:7:60: unknown column 'user_nam'; did you mean 'user_name'?",
        "m.json5:8:12: table 'a' is here for the second time",
        "m.json5:8:26: metrics is an empty list; expected at least one metric, 'all' or 'default'",
        "m.json5:9:5: a table is a string; expected an object { }",
        "m.json5:11:19: user is an empty list; expected at least one value",
        "m.json5:11:23: unknown key 'outcomes'; did you mean 'outcome'?",
        "m.json5:11:55: unknown outcome 'bussy'; did you mean 'busy'?",
        "m.json5:12:9: unknown cost 'actual'; expected one of effective, recorded, carrier, rated",
        "m.json5:13:3: 'cost' is here for the second time; the first is on line 12",
        "m.json5:14:13: '{title.xlsx' has a { without its }",
        "m.json5:14:28: unknown placeholder 'mnth'; did you mean 'month'?",
        "m.json5:14:43: the name 'report.pdf' does not say in which format to write; expected it to "
          + "end with .csv, .json, .xlsx",
        "m.json5:14:57: a value of outputs is empty; expected at least one character",
        "m.json5:15:7: 'by' cannot be combined with 'tables'",
        "m.json5:16:16: description is null; expected text in quotation marks",
      ]
    )
  }

  @Test(arguments: [
    ("", "1:1: the file is empty: expected a report definition such as {by: ['user']}"),
    ("// only\n", "2:1: the file is empty: expected a report definition such as {by: ['user']}"),
    ("[]", "1:1: the definition is an empty list; expected an object { }"),
    ("{by: ['user'}", "1:13: unexpected '}'; expected a comma or ]"),
    ("{by: 'user'} x", "1:14: unexpected 'x'; expected the end of the file"),
    ("{by 'user'}", "1:5: unexpected '''; expected a colon after 'by'"),
    ("{,}", "1:2: unexpected ','; expected a key or }"),
    (
      "{by: ,}",
      "1:6: unexpected ','; expected a value: text in quotation marks, a number, a list [ or an "
        + "object {"
    ),
    ("{by: 'user'", "1:12: the file ends here; expected a comma or }"),
    (
      "{\r\n  title: 'open\r\n}",
      "2:10: this string does not end on its line; expected the "
        + "quotation mark it began with"
    ),
    ("{\r  /* open }", "2:3: this comment does not end; expected */"),
    ("{by: user}", "1:6: 'user' is not a value; put it in quotation marks if it is meant as text"),
    ("{top: 0x10}", "1:7: '0x10' is not a number; expected one such as 10"),
    ("{title: 'é\\q'}", "1:11: '\\q' means nothing inside a string; write \\\\ for a backslash"),
    (
      "{title: '\\uD800'}",
      "1:10: '\\uD800' means nothing inside a string; write \\\\ for a "
        + "backslash"
    ),
    ("{\u{200B}by: 'user'}", "1:2: unexpected character U+200B; expected a key or }"),
    ("{‘by’: 'user'}", "1:2: unexpected '‘'; expected a key or }"),
    (
      "{period: {month: 'last', from: '2026-01'}}",
      "1:10: a month cannot be combined with from or to; use one or the other"
    ),
    ("{period: 'lastmonth'}", "1:10: unknown period 'lastmonth'; did you mean 'last_month'?"),
    (
      "{period: 10}",
      "1:10: period is 10; expected a word such as 'last_month', {month: "
        + "'2026-10'} or {from: …, to: …}"
    ),
    ("{tables: []}", "1:10: tables is an empty list; expected a list such as [{by: ['user']}]"),
    (
      "{by: 'user', sort: 'user_nam'}",
      "1:20: unknown column 'user_nam'; did you mean 'user_name'?"
    ),
    (
      "{by: 'user', sort: 'rule_name'}",
      "1:20: this table cannot be sorted by 'rule_name': it has the columns user_id, user_name, "
        + "attempts, calls, cost_usd"
    ),
    ("{list: 'attempts', top: 3}", "1:25: 'top' cannot be combined with 'list'"),
    (
      "{list: 'attempts', columns: []}",
      "1:29: columns is an empty list; expected at least one column"
    ),
    (
      "{list: 'attempts', columns: ['nubmer']}",
      "1:30: unknown column 'nubmer'; did you mean 'number'?"
    ),
    (
      "{by: ['user'], columns: ['id']}",
      "1:25: 'columns' belongs to a list of attempts; tables have 'metrics'"
    ),
    ("{list: 'calls'}", "1:8: unknown list 'calls'; expected one of attempts"),
    (
      "{filters: {number: 1415}}",
      "1:20: number is 1415; expected a list of texts such as "
        + "['a', 'b']"
    ),
    ("{top: 2.5}", "1:7: top is 2.5; expected a whole number of 1 or more"),
    (
      "{top: 99999999999999999999}",
      "1:7: top is 99999999999999999999; expected a whole number of 1 or more"
    ),
  ])
  func `a mistake is told with its line and column`(text: String, message: String) {
    #expect(messages(text) == ["m.json5:" + message])
  }

  @Test func `a file in another encoding is refused where it shows`() {
    func messages(_ bytes: [UInt8]) -> String? {
      let reader = DefinitionReader(vocabulary: vocabulary)
      let error = #expect(throws: DefinitionError.self) { try reader.read(bytes, path: "m.json5") }
      return error?.description
    }
    #expect(
      messages(Array("{\n title: 'Caf".utf8) + [0xE9] + Array("'}".utf8))
        == "m.json5:2:13: the file is not UTF-8 here; save it as UTF-8"
    )
    #expect(
      messages([0xFF, 0xFE, 0x7B, 0]) == "m.json5:1:1: the file is UTF-16; save it as UTF-8"
    )
  }
}

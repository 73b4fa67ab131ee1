import Reports
import Testing

@testable import Tally

struct StoreQueryTests {
  private func rows(_ sql: String, timeLimitSeconds: Int = 0) throws -> [[Value]] {
    let folder = try ImportFolder()
    _ = try folder.run(text: PlainAttempt.json(1))
    let store = try Store(path: folder.store)
    let query = try StoreQuery(sql, in: store, timeLimitSeconds: timeLimitSeconds)
    var rows: [[Value]] = []
    try query.forEachRow { rows.append($0) }
    return rows
  }

  @Test(arguments: [
    ("INSERT INTO user (id) VALUES (zeroblob(16))", "INSERT"),
    ("UPDATE user SET name = ''", "UPDATE"),
    ("DELETE FROM user", "DELETE"), ("PRAGMA user_version", "PRAGMA"),
    ("pragma query_only = 0", "PRAGMA"), ("ATTACH ':memory:' AS other", "ATTACH"),
    ("BEGIN", "BEGIN"), ("COMMIT", "COMMIT"), ("VACUUM", "VACUUM"), ("DROP TABLE user", "DROP"),
    ("CREATE TEMP TABLE one (number)", "CREATE"), ("REINDEX", "REINDEX"),
    ("SAVEPOINT one", "SAVEPOINT"),
    ("WITH one AS (SELECT 1) DELETE FROM user", "WITH"),
    ("WITH one AS (SELECT 1) INSERT INTO user (id) SELECT zeroblob(16) FROM one", "WITH"),
    ("/* SELECT */ -- SELECT\n DELETE FROM user", "DELETE"),
  ])
  func `what is not a question is refused`(sql: String, word: String) {
    #expect(throws: StoreQuery.Refusal.notAQuestion(firstWord: word)) { try rows(sql) }
  }

  @Test(arguments: [
    ("SELECT 1; DELETE FROM user", "there is more than one statement in this text"),
    ("SELECT 1; SELECT 2", "there is more than one statement in this text"),
    ("", "there is no statement in this text"),
    ("-- only a comment", "there is no statement in this text"),
    ("SELECT unheard_of", "no such column: unheard_of"),
    (
      "SELECT * FROM attempt_rows",
      "no such table: attempt_rows; the views are attempts, calls, carrier_calls, carrier_matches, "
        + "costs, currency_rates, lost_attempts, policies, projects, rates, rules, users"
    ),
    ("SELEC 1", "near \"SELEC\": syntax error"),
  ])
  func `what SQLite does not take is refused in its words`(sql: String, message: String) {
    #expect(throws: StoreQuery.Refusal.invalid(message: message)) { try rows(sql) }
  }

  @Test func `parameters have no values`() {
    #expect(throws: StoreQuery.Refusal.hasParameters) { try rows("SELECT ?1") }
    #expect(throws: StoreQuery.Refusal.hasParameters) { try rows("SELECT :name") }
  }

  @Test(arguments: [
    "SELECT 7", " \n;SELECT 7;", "-- why\nselect 7", "/* why */ /* more */ Select 7 -- end",
    "/**/SELECT 7", "VALUES (7)", "WITH one(number) AS (VALUES (7)) SELECT number FROM one",
    "SELECT 7 AS \"DELETE\"",
  ])
  func `a question is answered, comments or not`(sql: String) throws {
    #expect(try rows(sql) == [[.integer(7)]])
  }

  @Test func `values keep their kinds and are exact`() throws {
    let sql = """
      SELECT NULL, '', 'a|b', 9223372036854775807, -9223372036854775807 - 1, 0.1, -1.5, 1e300, x'00ff',
        x'', 0.1 + 0.2
      """
    let expected: [Value] = [
      .null, .text(""), .text("a|b"), .integer(.max), .integer(.min),
      .decimal(FixedDecimal(unscaled: 1, scale: 1)),
      .decimal(FixedDecimal(unscaled: -15, scale: 1)), .text("1e+300"), .text("00ff"), .text(""),
      .decimal(FixedDecimal(unscaled: 30_000_000_000_000_004, scale: 17)),
    ]
    #expect(try rows(sql) == [expected])
  }

  @Test func `a number between zero and minus one keeps its sign`() throws {
    #expect(
      try rows("SELECT -0.5") == [[.decimal(FixedDecimal(unscaled: -5, scale: 1))]]
    )
  }

  @Test func `columns are named as the statement names them`() throws {
    let folder = try ImportFolder()
    _ = try folder.run(text: PlainAttempt.json(1))
    let store = try Store(path: folder.store)
    let query = try StoreQuery("SELECT 1 AS one, 2 AS \"to o\", 3", in: store, timeLimitSeconds: 0)
    #expect(query.report.tables[0].columns.map(\.name) == ["one", "to o", "3"])
    #expect(query.report.asOf == Instant(milliseconds: 1_772_323_200_000))
  }

  @Test func `a question that takes too long is stopped`() {
    let endless =
      "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    #expect(throws: StoreQuery.Refusal.timedOut(seconds: 1)) {
      try rows(endless, timeLimitSeconds: 1)
    }
  }

  @Test func `what goes wrong on the way is told in SQLite's words`() {
    #expect(throws: StoreQuery.Refusal.invalid(message: "integer overflow")) {
      try rows("SELECT abs(-9223372036854775807 - 1)")
    }
  }
}

import Reports
import SQLite
import Support
import Testing

@testable import Tally

struct AttemptListTests {
  private func list(
    _ folder: borrowing ImportFolder,
    zone: Zone = .utc,
    from: Instant? = nil,
    to: Instant? = nil,
    costBasis: CostBasis = .effective,
    columns: [AttemptListColumn] = AttemptListColumn.allCases
  ) throws -> Table {
    var request = AttemptList.Request(
      title: "Attempts",
      period: Period(from: from, to: to, zone: zone),
      filters: [],
      costBasis: costBasis
    )
    request.columns = columns
    let attempts = try AttemptList(request, in: Store(path: folder.store))
    var table = attempts.report.tables[0]
    try attempts.forEachRow { table.rows.append($0) }
    return table
  }

  private static func started(_ number: Int, _ instant: String, _ others: String = "") -> String {
    PlainAttempt.json(number, ",\"startedAt\":\"2026-03-01T\(instant)Z\"\(others)")
  }

  @Test func `every column is there, in a fixed order`() throws {
    let folder = try ImportFolder()
    let others = """
      ,"endedAt":"2026-03-01T10:01:00.500Z","createdAt":"2026-03-01T10:00:00.001Z",\
      "userPhoneNumber":"+442071838750","status":"Busy","dialDurationInSeconds":0,\
      "callCostInUSDCents":0.5,"version":2,"z":"\u{1F600}","statusMessage":""
      """
    _ = try folder.run(text: Self.started(1, "10:00:00.000", others))
    let table = try list(folder)
    let cells = zip(
      table.columns.map(\.name),
      table.line(table.rows[0]).split(separator: "|", omittingEmptySubsequences: false)
    )
    #expect(
      cells.map { "\($0)=\($1)" } == [
        "id=\(PlainAttempt.id(1))", "call_id=\(PlainAttempt.call)", "project_id=∅",
        "project_name=∅", "user_id=∅", "user_name=∅", "user_email=∅", "rule_id=∅", "rule_name=∅",
        "policy_id=∅", "policy_name=∅", "number=+442071838750", "country=44", "status=Busy",
        "status_message=", "outcome=busy", "is_answered=false", "position=1", "round=1",
        "created_at=2026-03-01T10:00:00.001Z", "updated_at=2026-03-01T00:00:00.000Z",
        "started_at=2026-03-01T10:00:00.000Z", "ended_at=2026-03-01T10:01:00.500Z",
        "dial_seconds=0", "ring_seconds=60", "recorded_cost_usd=0.005", "carrier_cost_usd=∅",
        "rated_cost_usd=∅", "effective_cost_usd=0.005", "cost_source=recorded",
        "dimension_lost=false", "version=2",
        "extra={\"z\":\"\u{1F600}\"}",
      ]
    )
    #expect(table.columns.allSatisfy { $0.definition.hasSuffix(".") })
  }

  @Test func `every attempt says whose cost counts`() throws {
    let folder = try ImportFolder()
    let costs = [1, 2, 0].enumerated().map { number, cents in
      Self.started(number, "10:00:0\(number)", ",\"callCostInUSDCents\":\(cents)")
    }
    _ = try folder.run(text: costs.joined(separator: "\n"))
    let change = try StoreChange(path: folder.store, lockWaitSeconds: 0)
    try change.database.execute("INSERT INTO attempt_carrier_cost VALUES (2, 123456789)")
    try change.commit()
    let lines = { (basis: CostBasis) throws -> [String] in
      let table = try list(folder, costBasis: basis)
      let first = try #require(table.columns.firstIndex { $0.name == "recorded_cost_usd" })
      return table.rows.map { row in
        table.line(row).split(separator: "|")[first..<(first + 5)].joined(separator: "|")
      }
    }
    #expect(
      try lines(.effective) == [
        "0.01|∅|∅|0.01|recorded", "0.02|1.23456789|∅|1.23456789|carrier", "0.00|∅|∅|0.00|recorded",
      ]
    )
    #expect(
      try lines(.carrier) == [
        "0.01|∅|∅|∅|∅", "0.02|1.23456789|∅|1.23456789|carrier", "0.00|∅|∅|∅|∅",
      ]
    )
  }

  @Test func `attempts come in the order of time, then creation, then id`() throws {
    let folder = try ImportFolder()
    let texts = [
      PlainAttempt.json(1), Self.started(2, "10:00:00"),
      Self.started(4, "09:00:00", ",\"createdAt\":\"2026-03-01T08:00:01Z\""),
      Self.started(3, "09:00:00", ",\"createdAt\":\"2026-03-01T08:00:02Z\""),
      PlainAttempt.json(5, ",\"createdAt\":\"2026-03-01T09:30:00Z\""), Self.started(0, "10:00:00"),
    ]
    _ = try folder.run(text: texts.joined(separator: "\n"))
    let table = try list(folder)
    let order = [4, 3, 5, 0, 2, 1]
    #expect(table.rows.map { $0[0] } == order.map { .text(PlainAttempt.id($0)) })
    // The rank within the call is by the same order.
    let position = try #require(table.columns.firstIndex { $0.name == "position" })
    #expect(table.rows.map { $0[position] } == (1...6).map { .integer($0) })
  }

  @Test func `a period keeps its first instant and not its last`() throws {
    let folder = try ImportFolder()
    let texts = [
      Self.started(1, "09:59:59.999"), Self.started(2, "10:00:00.000"),
      Self.started(3, "10:59:59.999"), Self.started(4, "11:00:00.000"), PlainAttempt.json(5),
    ]
    _ = try folder.run(text: texts.joined(separator: "\n"))
    let from = try InstantText.parse("2026-03-01T10:00:00Z")
    let to = try InstantText.parse("2026-03-01T11:00:00Z")
    let table = try list(folder, from: from, to: to)
    #expect(table.rows.map { $0[0] } == [2, 3].map { .text(PlainAttempt.id($0)) })
    // The rank is a fact of the whole call, whatever is listed of it.
    let position = try #require(table.columns.firstIndex { $0.name == "position" })
    #expect(table.rows.map { $0[position] } == [.integer(2), .integer(3)])
  }

  @Test func `instants have the offset of the zone at their time`() throws {
    let folder = try ImportFolder()
    _ = try folder.run(text: Self.started(1, "10:00:00"))
    let table = try list(folder, zone: Zone(name: "+05:30", offsetSeconds: 19_800))
    let column = try #require(table.columns.firstIndex { $0.name == "started_at" })
    let instant = try InstantText.parse("2026-03-01T10:00:00Z")
    #expect(table.rows[0][column] == .instant(instant, offsetSeconds: 19_800))
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `chosen columns are those of the whole list, in their order`(seed: UInt64) throws {
    let folder = try ImportFolder()
    let others = """
      ,"endedAt":"2026-03-01T10:01:00.500Z","createdAt":"2026-03-01T10:00:00.001Z",\
      "userPhoneNumber":"+442071838750","status":"Busy","dialDurationInSeconds":0,\
      "callCostInUSDCents":0.5,"version":2,"z":1,"statusMessage":"m"
      """
    let texts = [
      Self.started(1, "10:00:00.000", others), Self.started(2, "09:00:00.000"),
      PlainAttempt.json(3, ",\"statusMessage\":\"\",\"userPhoneNumber\":\"+1555\""),
    ]
    _ = try folder.run(text: texts.joined(separator: "\n"))
    var random = SplitMix64(seed: seed)
    let count = Int.random(in: 1...AttemptListColumn.allCases.count, using: &random)
    let columns = Array(AttemptListColumn.allCases.shuffled(using: &random).prefix(count))
    let all = try list(folder)
    let table = try list(folder, columns: columns)
    #expect(table.columns == columns.map(\.column))
    let places = columns.compactMap(AttemptListColumn.allCases.firstIndex)
    #expect(table.rows == all.rows.map { row in places.map { row[$0] } })
  }

  @Test func `columns are named once each, and as they are called`() throws {
    #expect(try AttemptListColumn.list(["outcome", "id"]) == [.outcome, .id])
    #expect(throws: ReportError.noColumns) { try AttemptListColumn.list([]) }
    #expect(throws: ReportError.repeatedColumn("id")) {
      try AttemptListColumn.list(["id", "number", "id"])
    }
    #expect(throws: ReportError.unknownColumn("user_nam", similar: ["user_name"])) {
      try AttemptListColumn.list(["user_nam"])
    }
  }

  @Test func `more rows than fit in one go come all, each once`() throws {
    let folder = try ImportFolder()
    let count = 9000
    _ = try folder.run(text: (0..<count).map { PlainAttempt.json($0) }.joined(separator: "\n"))
    let rows = try list(folder).rows
    #expect(rows.map { $0[0] } == (0..<count).map { .text(PlainAttempt.id($0)) })
  }
}

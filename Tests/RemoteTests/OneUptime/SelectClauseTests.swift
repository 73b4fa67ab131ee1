import Testing

@testable import Remote

struct SelectClauseTests {
  private static let clause = SelectClause(
    "updatedAt status userId",
    relations: ["user": "name email", "incomingCallLog": "status"],
    required: "updatedAt"
  )

  @Test func `it is an object of names`() {
    #expect(
      Self.clause.json
        == "{\"updatedAt\":true,\"status\":true,\"userId\":true,"
        + "\"user\":{\"name\":true,\"email\":true},\"incomingCallLog\":{\"status\":true}}"
    )
    #expect(SelectClause("").json == "{}")
  }

  @Test(arguments: [
    (
      MissingColumn(name: "status", model: "Incoming Call Log Item"),
      "{\"updatedAt\":true,\"userId\":true,\"user\":{\"name\":true,\"email\":true},"
        + "\"incomingCallLog\":{\"status\":true}}"
    ),
    (
      // The last column of a relation takes it along.
      MissingColumn(name: "status", model: "Incoming Call Log"),
      "{\"updatedAt\":true,\"status\":true,\"userId\":true,"
        + "\"user\":{\"name\":true,\"email\":true}}"
    ),
    (
      MissingColumn(name: "email", model: "User"),
      "{\"updatedAt\":true,\"status\":true,\"userId\":true,\"user\":{\"name\":true},"
        + "\"incomingCallLog\":{\"status\":true}}"
    ),
    (
      MissingColumn(name: "user", model: "Incoming Call Log Item"),
      "{\"updatedAt\":true,\"status\":true,\"userId\":true,\"incomingCallLog\":{\"status\":true}}"
    ),
    (MissingColumn(name: "updatedAt"), nil), (MissingColumn(name: "other"), nil),
    (MissingColumn(name: "email"), nil),
  ])
  func `columns can be left out, unless they are needed`(column: MissingColumn, json: String?) {
    var clause = Self.clause
    #expect(clause.remove(column) == (json != nil))
    #expect(clause.json == json ?? Self.clause.json)
  }

  @Test func `a server is asked until it lacks nothing`() throws {
    let address = try WebAddress("https://example.com")
    var lacking = [
      MissingColumn(name: "status"), MissingColumn(name: "name", model: "User"),
    ]
    var told: [MissingColumn] = []
    var clause = Self.clause
    let json = try clause.ask { clause in
      if let column = lacking.popLast() { throw OneUptimeError(.column(column), address: address) }
      return clause.json
    } onMissing: { column, _ in
      told.append(column)
    }
    #expect(told.map(\.name) == ["name", "status"])
    #expect(
      json
        == "{\"updatedAt\":true,\"userId\":true,\"user\":{\"email\":true},"
        + "\"incomingCallLog\":{\"status\":true}}"
    )
    #expect(throws: OneUptimeError.self) {
      try clause.ask { _ in
        throw OneUptimeError(.column(MissingColumn(name: "updatedAt")), address: address)
      } onMissing: { _, _ in
        Issue.record("it was left out")
      }
    }
  }
}

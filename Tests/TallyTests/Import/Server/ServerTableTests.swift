import Testing

@testable import Tally

struct ServerTableTests {
  private func users() -> ServerTable {
    var table = ServerTable(name: "User", kind: .users)
    for name in ["_id", "updatedAt", "name", "email", "password", "resetPasswordToken"] {
      table.add(column: name, isGranted: name != "email")
    }
    return table
  }

  @Test func `of users only what reports show is asked for`() {
    let table = users()
    #expect(
      table.query(schema: "a\"b", .init())
        == #"SELECT "_id", "updatedAt", "name" FROM "a""b"."User""#
    )
    #expect(table.deniedColumns == ["email"])
    #expect(table.exists && table.isReadable && table.hasUpdates)
  }

  @Test func `later only what has changed, and of one project only its own`() throws {
    var table = ServerTable(name: "IncomingCallLog", kind: .calls)
    for name in ["_id", "updatedAt", "projectId", "new"] {
      table.add(column: name, isGranted: true)
    }
    let project = try #require(Identifier("7ebbe449-766d-480e-80be-fb7ea77db21c"))
    let query = table.query(
      schema: "s",
      .init(newest: "2026-01-01 o'clock", lookBackSeconds: 60, project: project)
    )
    #expect(
      query == #"SELECT "_id", "updatedAt", "projectId", "new" FROM "s"."IncomingCallLog" WHERE "#
        + #""updatedAt" >= '2026-01-01 o''clock'::timestamptz - interval '60 seconds' AND "#
        + #""projectId" = '7ebbe449-766d-480e-80be-fb7ea77db21c'"#
    )
  }

  @Test func `users belong to no project, and a table without ids is of no use`() throws {
    let project = try #require(Identifier("7ebbe449-766d-480e-80be-fb7ea77db21c"))
    #expect(!users().query(schema: "s", .init(project: project)).contains("WHERE"))
    var table = ServerTable(name: "Project", kind: .projects)
    #expect(!table.exists)
    table.add(column: "_id", isGranted: false)
    #expect(table.exists && !table.isReadable)
  }

  @Test func `every table that is read is of a kind of its own`() {
    #expect(
      Set(TableColumns.tables.compactMap(TableColumns.kind(ofTable:))) == Set(RecordKind.allCases)
    )
  }
}

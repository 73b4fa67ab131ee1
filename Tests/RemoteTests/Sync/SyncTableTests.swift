import Tally
import Testing

@testable import Remote

struct SyncTableTests {
  @Test func `what the key may not list comes along with the attempts`() {
    #expect(SyncTable.attempts(without: []).select.relations.map(\.name) == ["user"])
    #expect(
      SyncTable.attempts(without: [.calls, .rules, .policies]).select.relations.map(\.name)
        == ["user", "incomingCallLog", "incomingCallPolicyEscalationRule"]
    )
  }

  @Test func `every list tells when its records were changed, and whose they are`() {
    let tables = [.calls, .attempts(without: [])] + SyncTable.names
    #expect(tables.map(\.kind) == [.calls, .attempts, .policies, .rules, .teamMembers])
    for table in tables {
      #expect(table.select.columns.starts(with: ["createdAt", "updatedAt", "projectId"]))
      var select = table.select
      for name in ["updatedAt", "projectId"] {
        let isRemoved = select.remove(MissingColumn(name: name))
        #expect(!isRemoved)
      }
    }
  }

  @Test func `a column that is not there is told with what reports miss`() throws {
    let address = try WebAddress("https://example.com")
    let missing = OneUptimeError(.badRequest, address: address, status: 400)
    let hidden = OneUptimeError(.badRequest, address: address, status: 422)
    #expect(
      SyncTable.attempts(without: []).words(
        without: MissingColumn(name: "callCostInUSDCents", model: "Incoming Call Log Item"),
        missing
      )
        == "the server has no \"callCostInUSDCents\" of Incoming Call Log Item: reports go without "
        + "recorded costs"
    )
    #expect(
      SyncTable.calls.words(without: MissingColumn(name: "repeatCount"), hidden)
        == "the key may not read \"repeatCount\" of incoming-call-log: reports go without what it "
        + "holds"
    )
    #expect(
      SyncTable.names[2].words(without: MissingColumn(name: "name", model: "User"), missing)
        == "the server has no \"name\" of User: reports go without names of users"
    )
  }
}

import Reports
import Testing

@testable import Tally

struct BridgeTableTests {
  /// A recorded cost of five cents; a leg of 4.2, and one whose call is unknown of a micro-cent.
  private func bridges(currency: String = "USD") throws -> Bridges {
    var bridges = Bridges()
    let attempt = BridgeAttempt(
      number: 1,
      isOfPeriod: true,
      isAnswered: true,
      cost: .recorded(5_000_000)
    )
    try bridges.add(
      attempt,
      BridgeLeg(number: 1, isBilled: true, chargeUnits: 4_200_000, currency: currency)
    )
    try bridges.add(
      BridgeLeg(number: 2, isBilled: true, chargeUnits: 1, currency: currency, isCallKnown: false)
    )
    return bridges
  }

  @Test func `the lines lead from the first to the last`() throws {
    let table = try BridgeTable(bridges().all[0], invoiceUnits: nil).table()
    #expect(table.name == "Bridge in USD")
    #expect(table.columns[3].name == "amount_usd" && table.columns[3].unit == .dollars)
    #expect(
      table.lines == [
        "recorded|costs that OneUptime recorded|1|0.05", "rated|costs by the rate card|0|0.00",
        "whole_cents|recorded in whole cents|1|-0.008",
        "no_parent_record|call unknown to OneUptime|1|0.00000001",
      ]
    )
    #expect(
      table.line(try #require(table.totals)) == "billed|what the carrier billed|2|0.04200001"
    )
  }

  @Test func `another currency has a table of its own, without dollars`() throws {
    let all = try bridges(currency: "EUR").all
    #expect(all.map(\.currency) == ["USD", "EUR"])
    let table = try BridgeTable(all[1], invoiceUnits: nil).table()
    #expect(table.columns[3].name == "amount_eur" && table.columns[3].title == "Amount (EUR)")
    #expect(table.columns[3].unit == .money)
    #expect(
      table.lines == [
        "recorded|costs that OneUptime recorded|0|0.00", "rated|costs by the rate card|0|0.00",
        "no_parent_record|call unknown to OneUptime|1|0.00000001",
        "other_currency|charged in another currency|1|0.042",
      ]
    )
  }

  @Test func `an invoice ends it, and what it has besides is without a reason`() throws {
    let bridge = try bridges().all[0]
    let table = BridgeTable(bridge, invoiceUnits: 4_000_000)
    let shown = try table.table()
    #expect(shown.lines.last == "not_in_records|invoiced beside the legs|∅|-0.00200001")
    #expect(shown.line(try #require(shown.totals)) == "invoiced|what the carrier invoiced|∅|0.04")
    #expect(table.unexplained == 200_001)
    #expect(BridgeTable(bridge, invoiceUnits: nil).unexplained == 0)
    #expect(throws: ReportError.overflow(column: "amount in USD")) {
      try BridgeTable(bridge, invoiceUnits: .min).table()
    }
  }
}

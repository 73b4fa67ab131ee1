import Glibc
import Testing

@testable import Tally

/// The folder `reports` of the package, which users copy from.
private let reportsPath: String = {
  let parts = #filePath.split(separator: "/").dropLast(4)
  return "/" + parts.joined(separator: "/") + "/reports/"
}()

@Suite struct ExampleReportsTests {
  private func read(_ name: String) throws -> ReportDefinition {
    let bytes = try ZoneDatabase.read(reportsPath + name).get()
    return try DefinitionReader(vocabulary: vocabulary).read(bytes, path: "reports/" + name)
  }

  @Test func `the monthly bill has a sheet by user and one by rule`() throws {
    let definition = try read("monthly-billing.json5")
    guard case .tables(let tables) = definition.content else {
      Issue.record("expected tables")
      return
    }
    #expect(tables.map(\.by) == [["user"], ["policy", "rule"]])
    #expect(definition.period == .word(.lastMonth))
    #expect(definition.outputs == ["monthly-billing-{month}.xlsx"])
  }

  @Test func `the nightly export lists the attempts of yesterday`() throws {
    let definition = try read("nightly-export.json5")
    #expect(definition.content == .attempts(columns: AttemptListColumn.allCases))
    #expect(definition.period == .word(.yesterday))
    #expect(definition.outputs == ["attempts-{day}.json", "attempts-{day}.csv"])
  }

  @Test func `the cost investigation ranks by cost`() throws {
    guard case .tables(let tables) = try read("cost-investigation.json5").content else {
      Issue.record("expected tables")
      return
    }
    let byCost = RowOrder(column: "cost_usd", isDescending: true)
    #expect(tables.map(\.sort) == [byCost, byCost, nil])
    #expect(tables.map(\.top) == [10, 10, nil])
  }

  @Test(arguments: ["longest-rings.sql", "unanswered-by-user-and-hour.sql"])
  func `a question in SQL starts by saying what one row is`(name: String) throws {
    let text = String(decoding: try ZoneDatabase.read(reportsPath + name).get(), as: UTF8.self)
    #expect(text.hasPrefix("-- One row is "))
    #expect(text.contains("ORDER BY"))
  }
}

import Reports
import SQLite
import Support
import Testing

@testable import Tally

struct StoreStatusTests {
  @Test func `it counts what is there and what is wrong with it`() throws {
    let folder = try ImportFolder()
    let deleted = PlainAttempt.json(1, ",\"deletedAt\":\"2026-03-01T00:00:00Z\"")
    let incomplete = PlainAttempt.json(2).replacing("false", with: "null")
    let user = ",\"userId\":\"\(PlainAttempt.id(9))\",\"startedAt\":\"2026-03-01T00:00:07Z\""
    _ = try folder.run(text: "\(deleted)\n\(incomplete)\n\(PlainAttempt.json(3, user))")
    let store = try Store(path: folder.store)
    let report = try StoreStatus(of: store).report(zone: .utc)
    #expect(
      report.tables[0].lines == [
        "file|\(folder.store)", "attempts|1", "attempts deleted at the source|1",
        "attempts too incomplete to count|1",
        "calls with attempts|1", "calls by their own records|0", "users|1",
        "users without a name|1", "rules|0", "policies|0", "first start|2026-03-01T00:00:07.000Z",
        "last start|2026-03-01T00:00:07.000Z", "as of|2026-03-01T00:00:00.000Z",
      ]
    )
    #expect(report.warnings == [])
  }

  @Test func `an import that did not end is told until the same is imported again`() throws {
    let folder = try ImportFolder()
    _ = try folder.run(text: PlainAttempt.json(1))
    let database = try Database(path: folder.store, mode: .readWrite)
    try database.execute("UPDATE import_run SET finished = 0")
    let path = folder.directory.file("input")
    #expect(
      try StoreStatus(of: Store(path: folder.store)).report(zone: .utc).warnings == [
        "an import of \(path) did not end; 1 records of it are here. "
          + "Import the same again to complete it"
      ]
    )
    _ = try folder.run("input")
    #expect(try StoreStatus(of: Store(path: folder.store)).report(zone: .utc).warnings == [])
  }
}

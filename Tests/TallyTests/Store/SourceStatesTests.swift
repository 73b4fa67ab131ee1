import SQLite
import Support
import Testing

@testable import Tally

struct SourceStatesTests {
  private let states = [
    SourceStates.State(source: "one", name: "table", value: "2026"),
    SourceStates.State(source: "two", name: "table", value: "it's"),
  ]

  private func writer(
    _ path: String,
    _ commit: StoreWriter.Commit = .eachBatch
  ) throws
    -> StoreWriter
  {
    try StoreWriter(path: path, commit: commit, lockWaitSeconds: 0, sources: ["test"])
  }

  @Test func `what a run has written the next one knows`() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("store")
    try writer(path).finish(states: states)
    try writer(path).finish(states: [
      SourceStates.State(source: "one", name: "table", value: "2027")
    ])
    let found = try writer(path).sourceStates
    #expect(found.value(of: "table", source: "one") == "2027")
    #expect(found.value(of: "table", source: "two") == "it's")
    #expect(found.value(of: "other", source: "two") == nil)
    #expect(found.value(of: "table", source: "three") == nil)
  }

  @Test func `a run that fails or is tried leaves no trace`() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("store")
    try writer(path).finish()
    try writer(path, .never).finish(states: states)
    try writer(path, .atEnd).rollBack()
    #expect(try writer(path).sourceStates.value(of: "table", source: "one") == nil)
  }

  @Test func `a store without the table gets it when it is needed`() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("store")
    try writer(path).finish()
    try Database(path: path, mode: .readWrite).execute("DROP TABLE source_state")
    try writer(path).finish()
    let count = "SELECT count(*) FROM sqlite_schema WHERE name = 'source_state'"
    #expect(try Database(path: path, mode: .readOnly).integer(count) == 0)
    try writer(path).finish(states: states)
    #expect(try writer(path).sourceStates.value(of: "table", source: "two") == "it's")
  }
}

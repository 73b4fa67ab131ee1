import Reports
import Support
import Tally
import Testing

@testable import Remote

struct SyncStatesTests {
  private static let project = Identifier("0f6ba105-469b-47f6-9148-defceb83e521")
  private static let other = Identifier("c9bb969a-95e4-4508-8e48-8389d7cab0a8")
  private static let noon = Instant(milliseconds: 1_767_268_800_000)

  /// What a run makes of the states that the one before it has written.
  private static func run(
    _ path: String,
    server: String = "https://example.com/api",
    _ states: (inout SyncStates) throws -> [SourceStates.State]
  ) throws {
    var importer = try PageImporter(
      server: server,
      storePath: path,
      lockWaitSeconds: 0,
      onReject: { _ in }
    )
    var known = SyncStates(importer.states, server: try WebAddress(server))
    try importer.note(states(&known))
    _ = try importer.finish()
  }

  @Test func `how far a list was read is known to the next run, and to no other project`() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("store")
    let project = try #require(Self.project)
    let other = try #require(Self.other)
    try Self.run(path) { states in
      #expect(states.project == nil)
      #expect(states.reached(Self.noon, .calls) == [])
      states.change(to: project)
      return states.reached(Self.noon, .attempts) + states.finished(.calls, newest: Self.noon)
        + states.namesRead(now: Self.noon) + states.denied([.rules, .calls])
    }
    try Self.run(path) { states in
      #expect(states.project == project.description)
      // In the middle of a list it goes on where it was; at its end, a look-back before it.
      #expect(states.start(.attempts, lookBackSeconds: 60) == Self.noon)
      #expect(states.newest(.attempts) == nil)
      #expect(states.newest(.calls) == Self.noon)
      #expect(
        states.start(.calls, lookBackSeconds: 60)
          == Instant(milliseconds: Self.noon.milliseconds - 60_000)
      )
      #expect(states.denied == [.rules, .calls])
      let week = Self.noon.milliseconds + 7 * 86_400_000
      #expect(!states.areNamesOld(now: Instant(milliseconds: week)))
      #expect(states.areNamesOld(now: Instant(milliseconds: week + 1)))
      states.change(to: other)
      #expect(states.start(.calls, lookBackSeconds: 60) == nil)
      #expect(states.denied == [])
      return []
    }
    try Self.run(path, server: "https://example.org/api") { states in
      #expect(states.project == nil)
      return []
    }
  }

  @Test func `a list that is at its end is not gone on with`() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("store")
    let project = try #require(Self.project)
    for newest in [nil, Self.noon] as [Instant?] {
      try Self.run(path) { states in
        states.change(to: project)
        return states.reached(.earliest, .attempts) + states.finished(.attempts, newest: newest)
      }
      try Self.run(path) { states in
        #expect(states.newest(.attempts) == newest)
        #expect(states.start(.attempts, lookBackSeconds: 0) == newest)
        return []
      }
    }
  }

  @Test func `a look-back ends where time does`() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("store")
    let project = try #require(Self.project)
    try Self.run(path) { states in
      states.change(to: project)
      return states.finished(.attempts, newest: .earliest)
    }
    try Self.run(path) { states in
      #expect(states.start(.attempts, lookBackSeconds: 100_000_000_000) == .earliest)
      return []
    }
  }
}

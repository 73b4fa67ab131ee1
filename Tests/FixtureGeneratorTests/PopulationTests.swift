import Testing

@testable import FixtureGenerator

struct PopulationTests {
  private func population(_ arguments: String...) throws -> Population {
    Population(options: try Options(arguments: ["--output", "x"] + arguments))
  }

  private func attempts(of population: Population) -> [AttemptRecord] {
    var attempts: [AttemptRecord] = []
    population.forEachAttempt { attempts.append($0) }
    return attempts
  }

  @Test(arguments: [1, 2, 97, 5000])
  func `exactly the attempts asked for come, in the order of creation`(count: Int) throws {
    let attempts = attempts(of: try population("--attempts", "\(count)"))
    #expect(attempts.count == count)
    #expect(Set(attempts.map(\.id)).count == count)
    let keys = attempts.map { ($0.createdAt, $0.id) }
    #expect(zip(keys, keys.dropFirst()).allSatisfy(<))
  }

  @Test func `the newest attempt is still ringing`() throws {
    let attempts = attempts(of: try population("--attempts", "3000", "--from", "2026-09-01"))
    let asOf = attempts.map(\.updatedAt).max()
    let open = attempts.filter { $0.endedAt == nil && $0.status == "Ringing" && !$0.isAnswered }
    let newest = try #require(open.map(\.createdAt).max())
    #expect(try newest + 4 * 3_600_000 > #require(asOf))
    // The others ring for ever: nobody told the server that the caller had gone.
    #expect(open.count > 1)
  }

  @Test func `a changed population differs only in cost, version and time of update`() throws {
    let before = attempts(of: try population("--attempts", "2000"))
    let after = attempts(of: try population("--attempts", "2000", "--changed", "30"))
    var changed = 0
    for (old, new) in zip(before, after) {
      #expect(
        (old.id, old.status, old.startedAt, old.endedAt) == (
          new.id, new.status, new.startedAt, new.endedAt
        )
      )
      guard old.updatedAt != new.updatedAt else { continue }
      changed += 1
      #expect(new.updatedAt > old.updatedAt)
      #expect(new.version == old.version + 1)
    }
    #expect(before.count == after.count)
    #expect((500..<700).contains(changed))
  }
}

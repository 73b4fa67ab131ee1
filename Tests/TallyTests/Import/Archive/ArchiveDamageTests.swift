import Support
import Testing

@testable import Tally

/// Archives with random damage: never a crash, and never a row lost without a word.
@Suite struct ArchiveDamageTests {
  private static let fixtures = [
    "archive.backup", "plain.backup", "piped.backup", "archive.tar.gz",
  ]

  @Test(arguments: 0..<8)
  func `damage of an archive is told`(block: UInt64) throws {
    let folder = try ImportFolder()
    for seed in block * 15..<block * 15 + 15 {
      var random = SplitMix64(seed: seed)
      let sample = ArchiveSample(seed: seed)
      var writer = ArchiveWriter.any(seed: seed)
      let whole = writer.archive(of: sample.tables)
      let damaged = Self.damaged(whole, &random)
      try expectTold(damaged, seed, folder, attempts: sample.attemptCount)
    }
  }

  @Test(arguments: fixtures)
  func `damage of an archive that PostgreSQL wrote is told`(name: String) throws {
    let folder = try ImportFolder()
    let whole = try Fixture.bytes("archives/" + name)
    for seed in UInt64(0)..<25 {
      var random = SplitMix64(seed: seed)
      try expectTold(Self.damaged(whole, &random), seed, folder, attempts: 36)
    }
  }

  private static func damaged(_ whole: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    var bytes = whole
    // Half of the damage is done where the table of contents is.
    let limit = Bool.random(using: &random) ? whole.count : min(whole.count, 4000)
    let place = Int.random(in: 6..<limit, using: &random)
    switch Int.random(in: 0..<3, using: &random) {
    case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 1: bytes.removeSubrange(place...)
    default: bytes.removeSubrange(place..<min(place + 9, bytes.count))
    }
    return bytes
  }

  /// Where an attempt is missing there is a reject; and there never is more than there was.
  private func expectTold(
    _ bytes: [UInt8],
    _ seed: UInt64,
    _ folder: borrowing ImportFolder,
    attempts: Int
  ) throws {
    try folder.directory.write(bytes, to: "archive")
    let request = Importer.Request(
      paths: [folder.directory.file("archive")],
      storePath: folder.directory.file("store-\(seed)")
    )
    var rejects: [Reject] = []
    let summary = try Importer.run(request, onReject: { rejects.append($0) })
    let taken = summary[.attempts].inserted
    #expect(taken <= attempts, "seed \(seed)")
    #expect(taken == attempts || !rejects.isEmpty, "seed \(seed): \(taken) of \(attempts)")
  }
}

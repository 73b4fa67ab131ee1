import Support
import Testing

@testable import Tally

@Suite struct ArchiveImportTests {
  @Test(arguments: 0..<6)
  func `archives of all versions and compressions give their rows`(block: UInt64) throws {
    let folder = try ImportFolder()
    for seed in block * 12..<block * 12 + 12 {
      let sample = ArchiveSample(seed: seed)
      var writer = ArchiveWriter.any(seed: seed)
      let archive = writer.archive(of: sample.tables)
      let name = "archive-\(seed)"
      // Where it is compressed once more nothing can be passed over.
      let bytes = seed.isMultiple(of: 3) ? StoredCompression.gzip(archive) : archive
      try folder.directory.write(bytes, to: name)
      var request = Importer.Request(
        paths: [folder.directory.file(name)],
        storePath: folder.directory.file("store-\(seed)")
      )
      request.usesTemplate = seed.isMultiple(of: 2)
      var rejects: [Reject] = []
      let summary = try Importer.run(request, onReject: { rejects.append($0) })
      #expect(rejects.map(\.description) == [], "seed \(seed), \(writer)")
      #expect(summary[.attempts].inserted == sample.attemptCount, "seed \(seed)")
      #expect(summary[.users].inserted == 20, "seed \(seed)")
    }
  }

  private struct Case: Sendable {
    var name: String
    var change: @Sendable (inout [UInt8]) -> Void
    var reason: RejectReason
    var says: String
  }

  private static let cases = [
    Case(name: "newer", change: { $0[6] = 17 }, reason: .unsupportedForm, says: "pg_restore"),
    Case(name: "older", change: { $0[6] = 11 }, reason: .unsupportedForm, says: "pg_restore"),
    Case(name: "wide", change: { $0[8] = 9 }, reason: .damagedArchive, says: "of 9 bytes"),
    Case(name: "format", change: { $0[10] = 4 }, reason: .damagedArchive, says: "format 4"),
    Case(
      name: "folder",
      change: { $0[10] = 3 },
      reason: .damagedArchive,
      says: "table of contents"
    ),
    Case(
      name: "method",
      change: { $0[6...11] = [15, 0, 4, 8, 1, 9] },
      reason: .unsupportedForm,
      says: "method 9"
    ),
    Case(
      name: "encoding",
      change: { Self.replace("'UTF8'", "'WIN1'", in: &$0) },
      reason: .unsupportedForm,
      says: "--encoding=UTF8"
    ),
    Case(
      name: "cut in the header",
      change: { $0 = Array($0[..<30]) },
      reason: .truncated,
      says: "header"
    ),
    Case(
      name: "cut in the contents",
      change: { $0 = Array($0[..<900]) },
      reason: .truncated,
      says: "table of contents (entry 2 of"
    ),
    Case(
      name: "a length that cannot be",
      change: {
        Self.replace("CREATE VIEW", "CREATE VIEW", before: [0, 0xFF, 0xFF, 0xFF, 0x7F], in: &$0)
      },
      reason: .truncated,
      says: "table of contents (entry 2 of"
    ),
  ]

  @Test(arguments: cases)
  private func `what cannot be read is told`(_ one: Case) throws {
    var writer = ArchiveWriter(random: SplitMix64(seed: 1))
    var bytes = writer.archive(of: ArchiveSample(seed: 4).tables)
    one.change(&bytes)
    let outcome = try ImportFolder().run(bytes: bytes)
    #expect(outcome.reasons == [one.reason], "\(one.name)")
    #expect(outcome.rejects.first?.message.contains(one.says) == true, "\(outcome.rejects)")
    #expect(outcome.attempts.inserted == 0)
  }

  @Test func `an archive of something else is told`() throws {
    var writer = ArchiveWriter(random: SplitMix64(seed: 1))
    let table = ArchiveWriter.Table(name: "Probe", columns: ["_id"], rows: [])
    let outcome = try ImportFolder().run(bytes: writer.archive(of: [table]))
    #expect(outcome.reasons == [.noKnownTable])
    #expect(outcome.rejects[0].message.contains("(it has Probe)"))
  }

  @Test func `a table whose data was left out is told`() throws {
    var writer = ArchiveWriter(random: SplitMix64(seed: 1))
    let tables = ["IncomingCallLogItem", "User"].map {
      ArchiveWriter.Table(name: $0, columns: ["_id"], rows: [])
    }
    var bytes = writer.archive(of: tables)
    #expect(try ImportFolder().run(bytes: bytes).summary.warnings == [])
    // Neither the word nor the statement tells any more that this is data.
    Self.replace("COPY public.\"User\"", "MOVE public.\"User\"", in: &bytes)
    for _ in 0..<2 { Self.replace("TABLE DATA", "TABLE MORE", in: &bytes) }
    let outcome = try ImportFolder().run(bytes: bytes)
    #expect(outcome.summary.warnings.map { $0.hasSuffix(": User") } == [true])
    #expect(outcome.reasons == [])
  }

  @Test func `a bad row costs only itself, and is told with its table and line`() throws {
    var writer = ArchiveWriter(random: SplitMix64(seed: 1))
    let rows = [PlainAttempt.id(1), "no id", PlainAttempt.id(2) + "\tmore", PlainAttempt.id(3)]
    let table = ArchiveWriter.Table(
      name: "IncomingCallLogItem",
      columns: ["_id"],
      rows: Array((rows.joined(separator: "\n") + "\n").utf8)
    )
    let outcome = try ImportFolder().run(bytes: writer.archive(of: [table]))
    #expect(outcome.attempts.inserted == 2)
    #expect(outcome.rejects.map(\.line) == [2, 3])
    #expect(outcome.rejects.allSatisfy { $0.source.hasSuffix("input#IncomingCallLogItem") })
  }

  private static func replace(
    _ old: String,
    _ new: String,
    before: [UInt8] = [],
    in bytes: inout [UInt8]
  ) {
    let needle = Array(old.utf8)
    guard let place = bytes.indices.first(where: { bytes[$0...].starts(with: needle) }) else {
      return
    }
    bytes.replaceSubrange(place..<place + needle.count, with: Array(new.utf8))
    bytes.replaceSubrange(place - before.count..<place, with: before)
  }
}

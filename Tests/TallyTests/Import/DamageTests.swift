import Support
import Testing

@testable import Tally

/// Files with random damage: never a crash, and never a good record lost beside a bad one.
@Suite struct DamageTests {
  @Test(arguments: 0..<12)
  func `damage costs only the records it touches`(block: UInt64) throws {
    let folder = try ImportFolder()
    for seed in block * 20..<block * 20 + 20 {
      let file = DamagedFile(seed: seed)
      try folder.directory.write(file.bytes, to: "file-\(seed)")
      var request = Importer.Request(
        paths: [folder.directory.file("file-\(seed)")],
        storePath: folder.directory.file("store-\(seed)")
      )
      request.isDryRun = false
      var rejects: [Reject] = []
      let summary = try Importer.run(request, onReject: { rejects.append($0) })
      let found = Set(
        try StoreImage.answer("SELECT id FROM attempts", of: request.storePath)
      )
      let lost = file.untouched.filter { !found.contains($0) }
      #expect(lost.isEmpty, "seed \(seed): \(file)")
      expectExact(rejects, of: file.bytes, records: summary.sources[0].records)
    }
  }

  /// Every reject says where it is, and shows what is there.
  private func expectExact(_ rejects: [Reject], of bytes: [UInt8], records: Int) {
    var lastRecord = 0
    for reject in rejects where reject.record > 0 {
      let start = Int(reject.byteOffset)
      let raw = reject.raw ?? []
      #expect(Array(bytes[start..<start + raw.count]) == raw)
      #expect(reject.line == 1 + bytes[..<start].count { $0 == 0x0A })
      #expect(reject.record > lastRecord)
      #expect(reject.record <= records)
      lastRecord = reject.record
    }
  }
}

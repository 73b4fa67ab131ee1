import Glibc
import Support
import Testing

@testable import Export

/// Archives beyond 4 GiB, of which only the headers are really there.
struct ArchiveDirectoryTests {
  private static let entries: [(name: String, textCount: Int64, deflatedCount: Int64)] = [
    ("small", 5, 0), ("long", 6 << 30, 70), ("large", 9 << 30, 5 << 30), ("far", 4, 0),
  ]

  /// What Python reads of it: names, sizes, and the texts of the small ones.
  private static let script = """
    import sys, zipfile
    archive = zipfile.ZipFile(sys.argv[1])
    for entry in archive.infolist():
        text = archive.read(entry) if entry.file_size < 100 else b""
        print(entry.filename, entry.file_size, entry.compress_size, entry.extract_version,
            text.decode())
    """

  @Test(.enabled(if: Installed("python3") != nil))
  func `sizes and places that do not fit four bytes are read back by another program`() throws {
    let python = try #require(Installed("python3"))
    let directory = try TemporaryDirectory()
    try directory.write("", to: "archive.zip")
    let file = try directory.openForWriting("archive.zip")
    defer { close(file) }
    var archive = ArchiveDirectory()
    var position: Int64 = 0
    var expected: [String] = []
    func put(_ bytes: [UInt8]) {
      #expect(unsafe pwrite(file, bytes, bytes.count, off_t(position)) == bytes.count)
      position += Int64(bytes.count)
    }
    for entry in Self.entries {
      let text = String(repeating: "x", count: entry.textCount < 100 ? Int(entry.textCount) : 0)
      let deflated = DeflatedBytes(Array(text.utf8), isLast: true)
      var sum = deflated.sum
      if entry.deflatedCount > 0 {
        sum = DeflatedSum(check: 0, textCount: entry.textCount, deflatedCount: entry.deflatedCount)
      }
      put(archive.begin(entry.name, sum))
      if entry.deflatedCount > 0 { position += entry.deflatedCount } else { put(deflated.bytes) }
      let version = entry.name == "small" ? 20 : 45
      expected.append(
        "\(entry.name) \(entry.textCount) \(sum.deflatedCount) \(version) \(text)"
      )
    }
    put(archive.end())
    let (lines, status) = try python.run(["-c", Self.script, directory.file("archive.zip")])
    #expect(lines == expected.map { $0 })
    #expect(status == 0)
  }
}

internal import Glibc

/// The parts of a workbook that libxlsxwriter has written, to be written again with more rows.
///
/// See https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, sections 4.3 to 4.5.
struct WorkbookArchive {
  struct Entry {
    var name: String
    var sum: DeflatedSum
    var bytes: ArraySlice<UInt8>
  }

  private(set) var entries: [Entry] = []

  /// Reads a whole archive, which is small: the many rows are not in it yet.
  init(path: String) throws(ExportError) {
    let bytes = try Self.contents(of: path)
    // An archive of libxlsxwriter's has no comment: its last record is its last 22 bytes.
    guard bytes.count >= 22, Self.number(bytes, bytes.count - 22, 4) == 0x0605_4B50 else {
      throw .workbook(path: path, reason: "the archive has no end")
    }
    var place = Self.number(bytes, bytes.count - 6, 4)
    for _ in 0..<Self.number(bytes, bytes.count - 12, 2) {
      let nameCount = Self.number(bytes, place + 28, 2)
      let local = Self.number(bytes, place + 42, 4)
      let count = Self.number(bytes, place + 20, 4)
      let start =
        local + 30 + Self.number(bytes, local + 26, 2) + Self.number(bytes, local + 28, 2)
      guard Self.number(bytes, place, 4) == 0x0201_4B50, start + count <= bytes.count else {
        throw .workbook(path: path, reason: "the archive's directory is damaged")
      }
      entries.append(
        Entry(
          name: String(decoding: bytes[(place + 46)..<(place + 46 + nameCount)], as: UTF8.self),
          sum: DeflatedSum(
            check: UInt32(Self.number(bytes, place + 16, 4)),
            textCount: Int64(Self.number(bytes, place + 24, 4)),
            deflatedCount: Int64(count)
          ),
          bytes: bytes[start..<(start + count)]
        )
      )
      place +=
        46 + nameCount + Self.number(bytes, place + 30, 2)
        + Self.number(bytes, place + 32, 2)
    }
  }

  /// Writes the archive, with the rows put into the sheets they belong to.
  func write(_ sheets: [DeflatedRows], to output: inout Output) throws(ExportError) {
    var archive = ArchiveDirectory()
    for entry in entries {
      guard let rows = sheets.first(where: { $0.entryName == entry.name }) else {
        output.buffer.append(bytes: archive.begin(entry.name, entry.sum))
        output.buffer.append(bytes: entry.bytes)
        try output.flushIfLarge()
        continue
      }
      let sheet = try SplicedSheet(entry, path: output.name)
      var sum = sheet.head.sum
      sum.append(rows.sum)
      sum.append(sheet.tail.sum)
      output.buffer.append(bytes: archive.begin(entry.name, sum))
      output.buffer.append(bytes: sheet.head.bytes)
      try rows.copy(to: &output)
      output.buffer.append(bytes: sheet.tail.bytes)
    }
    output.buffer.append(bytes: archive.end())
  }

  private static func contents(of path: String) throws(ExportError) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .refused(.write, path: path, code: errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe read(descriptor, &piece, piece.count)
      if count < 0 { throw .refused(.write, path: path, code: errno) }
      if count == 0 { return bytes }
      bytes += piece[..<count]
    }
  }

  private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int {
    guard start >= 0, start + count <= bytes.count else { return 0 }
    return bytes[start..<(start + count)].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}

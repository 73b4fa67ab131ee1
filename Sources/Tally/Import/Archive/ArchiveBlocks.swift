/// Finds the blocks with the data of wanted entries in an archive that is one file.
///
/// Where the table of contents says where they are, and the input can go there, nothing else is
/// read; otherwise all blocks are passed over, one after another.
struct ArchiveBlocks {
  private let fields: ArchiveFields
  /// What has not been found so far.
  private(set) var wanted: [ArchiveEntry]
  /// Behind the table of contents; nil where that could not be read to its end.
  private let startOffset: Int64?
  private var isSeeking: Bool
  private var open: ArchiveBlock?

  /// Goes on from behind the table of contents.
  init(_ bytes: ArchiveBytes, _ contents: ArchiveContents) {
    fields = ArchiveFields(bytes, contents.header)
    startOffset = contents.fault == nil ? bytes.offset : nil
    wanted = contents.entries.sorted { Self.offset($0) ?? 0 < Self.offset($1) ?? 0 }
    let canSeek = bytes.seekableByteCount != nil
    if canSeek, startOffset == nil { wanted.removeAll { Self.offset($0) == nil } }
    isSeeking = canSeek && wanted.allSatisfy { Self.offset($0) != nil }
  }

  private static func offset(_ entry: ArchiveEntry) -> Int64? {
    guard case .block(let offset) = entry.place else { return nil }
    return offset
  }

  /// The next wanted entry with its data; nil where there is none left.
  mutating func next() throws(InputError) -> (entry: ArchiveEntry, data: ArchiveBlock)? {
    guard let entry = wanted.first else { return nil }
    if isSeeking {
      if let offset = Self.offset(entry), try goes(to: offset, entry.dumpNumber) {
        wanted.removeFirst()
        return (entry, try begin())
      }
      // The offset is wrong: what it is of may yet be found from the front.
      isSeeking = false
      open = nil
      if let startOffset { try fields.bytes.seek(to: startOffset) }
    }
    guard startOffset != nil else { return nil }
    return try search()
  }

  /// Whether the block of an entry begins at an offset.
  private func goes(to offset: Int64, _ number: Int) throws(InputError) -> Bool {
    guard let byteCount = fields.bytes.seekableByteCount, offset < byteCount else { return false }
    try fields.bytes.seek(to: offset)
    guard try fields.bytes.next() == 1 else { return false }
    do throws(InputError) {
      return try fields.integer("the data") == number
    } catch {
      return false
    }
  }

  private mutating func search() throws(InputError) -> (entry: ArchiveEntry, data: ArchiveBlock)? {
    while true {
      try open?.finish()
      open = nil
      let start = fields.bytes.offset
      guard let type = try fields.bytes.next() else {
        throw .cutArchive(reason: "this pg_dump archive ends too early, before its last data")
      }
      switch type {
      case 1:
        let number = try fields.integer("the data")
        let block = try begin()
        if let index = wanted.firstIndex(where: { $0.dumpNumber == number }) {
          return (wanted.remove(at: index), block)
        }
      case 3:
        _ = try fields.integer("the data")
        while try fields.integer("the large objects") != 0 { try begin().finish() }
        open = nil
      default:
        throw .damagedArchive(
          reason:
            "this pg_dump archive is damaged: at byte \(start) is a block of the type \(type), "
            + "expected 1 or 3"
        )
      }
    }
  }

  private mutating func begin() throws(InputError) -> ArchiveBlock {
    let block = try ArchiveBlock(fields)
    open = block
    return block
  }
}

/// The form of an input, told by its first bytes and never by its name.
enum InputForm {
  case json
  /// What pg_dump writes with --format=custom, directory or tar.
  case archive
  /// Nothing in it at all.
  case empty
  /// Something that is recognised, and not imported.
  case refused(RejectReason, String)
  /// Nothing that is recognised.
  case unknown

  static func detect(_ bytes: ArraySlice<UInt8>) -> Self {
    if bytes.isEmpty { return .empty }
    if bytes.starts(with: Array("SQLite format 3\0".utf8)) {
      return .refused(
        .sqliteDatabase,
        "this is a SQLite database, not an export of OneUptime; a store is named with --store"
      )
    }
    if bytes.starts(with: ArchiveHeader.magic) || TarMembers.isArchive(bytes) { return .archive }
    var start = bytes
    if start.starts(with: [0xEF, 0xBB, 0xBF]) { start = start.dropFirst(3) }
    start = start.drop { $0 <= 0x20 && $0 != 0 }
    switch start.first {
    case nil: return .empty
    case 0x7B, 0x5B: return .json
    case 0x3C:
      return .refused(
        .htmlPage,
        "this is an HTML page, not data: a proxy or a login page answered in the server's place"
      )
    default: return .unknown
    }
  }

  /// Whether a file of this name is meant to hold data, so that it is an error if it does not.
  static func isDataName(_ path: String) -> Bool {
    let names = [".json", ".ndjson", ".jsonl", ".csv", ".tsv", ".sql", ".dump", ".backup", ".gz", ".zst"]
    return names.contains { path.lowercased().hasSuffix($0) }
  }
}

/// The form of an input, told by its first bytes and never by its name.
enum InputForm {
  case json
  /// What pg_dump writes with --format=custom, directory or tar.
  case archive
  /// A plain dump of PostgreSQL, or SQL that could be one.
  case dump
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
    default: return isStatement(start) ? .dump : .unknown
    }
  }

  /// Whether bytes begin as a dump does: a comment, a line for psql, or the words of a statement.
  private static func isStatement(_ bytes: ArraySlice<UInt8>) -> Bool {
    if bytes.starts(with: Array("--".utf8)) || bytes.starts(with: Array("/*".utf8)) { return true }
    let isForPsql = bytes.first == 0x5C
    let words = bytes.dropFirst(isForPsql ? 1 : 0).prefix(64)
      .split(maxSplits: 2) { $0 <= 0x20 || $0 == 0x3B }
      .map { String(decoding: $0, as: UTF8.self).lowercased() }
    guard let verb = words.first, words.count > 1 || verb == "begin" else { return false }
    if isForPsql { return ["restrict", "connect", "c", "set", "encoding"].contains(verb) }
    // Commas so early are those of a table's header.
    return DumpScanner.isVerb(verb) && words.dropFirst().first?.contains(",") != true
  }

  /// Whether a file of this name is meant to hold data, so that it is an error if it does not.
  static func isDataName(_ path: String) -> Bool {
    let names = [
      ".json", ".ndjson", ".jsonl", ".csv", ".tsv", ".sql", ".dump", ".backup", ".tar", ".gz",
      ".zst",
      ".lz4",
    ]
    return names.contains { path.lowercased().hasSuffix($0) }
  }
}

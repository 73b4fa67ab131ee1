/// The table of contents of an archive, as far as it is about our tables.
struct ArchiveContents {
  let header: ArchiveHeader
  /// The data of our tables, in the order of the archive.
  private(set) var entries: [ArchiveEntry] = []
  /// Statements that say how texts are written, and which columns our tables have.
  private(set) var statements: [String] = []
  /// Those of our tables that are defined here, be there data for them or not.
  private var defined: [String] = []
  /// Why nothing after the entries is known, where the table of contents is cut or damaged.
  private(set) var fault: InputError?
  /// The names of tables that are not ours, a few of them.
  private(set) var otherTables: [String] = []

  /// Reads the header and the table of contents, which in a tar are all of a file that ends at an
  /// offset.
  init(_ bytes: ArchiveBytes, endOffset: Int64? = nil) throws(InputError) {
    header = try ArchiveHeader.read(bytes)
    let fields = ArchiveFields(bytes, header)
    let count = try fields.integer("the table of contents")
    guard count >= 0 else {
      throw .damagedArchive(
        reason: "the table of contents of this pg_dump archive has \(count) entries"
      )
    }
    // The number is not believed: memory is taken only for what is there.
    for index in 0..<count {
      do throws(InputError) {
        try readEntry(fields, "the table of contents (entry \(index + 1) of \(count))")
      } catch {
        fault = error
        return
      }
    }
    fault = try Self.faultBehind(bytes, header, endOffset)
  }

  /// What is wrong with the number of entries, going by what comes behind them.
  private static func faultBehind(
    _ bytes: ArchiveBytes,
    _ header: ArchiveHeader,
    _ endOffset: Int64?
  ) throws(InputError) -> InputError? {
    let isEnd: Bool
    if let endOffset {
      isEnd = bytes.offset == endOffset
    } else {
      let next = try bytes.peek(1).first
      // In one file the type of a block comes next.
      isEnd = next == nil || header.format == .custom && (next == 1 || next == 3)
    }
    guard !isEnd else { return nil }
    return .damagedArchive(
      reason: "the table of contents of this pg_dump archive is damaged: it goes on at byte "
        + "\(bytes.offset), behind its last entry"
    )
  }

  private mutating func readEntry(
    _ fields: ArchiveFields,
    _ what: @autoclosure () -> String
  ) throws(InputError) {
    let number = try fields.integer(what())
    _ = try fields.integer(what())
    for _ in 0..<2 { try fields.passText(what()) }
    let tag = try fields.text(what()) ?? ""
    let description = try fields.text(what()) ?? ""
    _ = try fields.integer(what())
    let isOurDefinition = description == "TABLE" && TableColumns.kind(ofTable: tag) != nil
    if isOurDefinition { defined.append(tag) }
    // Definitions of views and functions can be of any length.
    if isOurDefinition || description == "ENCODING" || description == "STDSTRINGS" {
      statements.append(try fields.text(what()) ?? "")
    } else {
      try fields.passText(what())
    }
    try fields.passText(what())
    let copyStatement = try fields.text(what()) ?? ""
    for _ in 0..<2 { try fields.passText(what()) }
    if header.version >= 14 { try fields.passText(what()) }
    if header.version >= 16 { _ = try fields.integer(what()) }
    for _ in 0..<2 { try fields.passText(what()) }
    while try fields.passText(what()) {}
    let place = try readPlace(fields, what())
    let statement = CopyStatement(copyStatement)
    // Nothing else has a statement to copy, so where the word is damaged that still tells.
    guard description == "TABLE DATA" || statement != nil else { return }
    // A partition's data can be meant for the table it is part of, which the statement names.
    let table = statement?.table ?? tag
    guard let kind = TableColumns.kind(ofTable: table) else {
      guard TableColumns.kind(ofTable: tag) == nil else {
        throw .damagedArchive(
          reason: "\(what()) of this pg_dump archive is damaged: the data of \"\(tag)\" is copied "
            + "to \"\(table)\""
        )
      }
      if otherTables.count < 3 { otherTables.append(tag) }
      return
    }
    entries.append(
      ArchiveEntry(
        dumpNumber: number,
        table: table,
        kind: kind,
        columns: statement?.columns,
        place: place
      )
    )
  }

  private func readPlace(
    _ fields: ArchiveFields,
    _ what: @autoclosure () -> String
  ) throws(InputError) -> ArchiveEntry.Place {
    switch header.format {
    case .files:
      return .file(try fields.text(what()) ?? "")
    case .custom:
      let flag = try fields.byte(what())
      let offset = try fields.number(byteCount: header.offsetByteCount, what())
      switch flag {
      // Data that is said not to be there is looked for all the same.
      case 1, 3: return .block(offset: nil)
      case 2: return .block(offset: Int64(exactly: offset))
      default:
        throw .damagedArchive(
          reason: "\(what()) of this pg_dump archive is damaged: the mark of an offset is \(flag), "
            + "expected 1, 2 or 3"
        )
      }
    }
  }
}

extension ArchiveContents {
  /// Those of our tables that are defined here without data: left out on purpose, or by damage.
  var emptyTables: [String] {
    defined.filter { name in !entries.contains { $0.table == name } }
  }

  /// Says why there is nothing to import, where there are no entries.
  var missing: String {
    if !defined.isEmpty {
      return "this pg_dump archive has the definitions of OneUptime's tables and no data; dump "
        + "without --schema-only"
    }
    let others = otherTables.isEmpty ? "" : " (it has \(otherTables.joined(separator: ", ")))"
    return "this pg_dump archive of the database \"\(header.databaseName)\" has no data of a table "
      + "that is imported\(others); dump the database of OneUptime"
  }

  /// Any encoding but UTF-8 would be misread.
  var foreignEncoding: String? {
    for setting in statements where setting.contains("client_encoding") {
      let name = setting.split(separator: "'", omittingEmptySubsequences: false).dropFirst().first
      guard let name, name != "UTF8", name != "SQL_ASCII" else { continue }
      return String(name)
    }
    return nil
  }
}

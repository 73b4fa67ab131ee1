extension Importer {
  /// Takes in the tables of an archive of pg_dump: one file, a folder or a tar.
  mutating func importArchive(
    _ bytes: ArchiveBytes,
    _ source: inout ImportSummary.Source
  ) throws {
    if TarMembers.isArchive(try bytes.peek(64)) {
      try importTar(bytes, &source)
    } else {
      let contents = try ArchiveContents(bytes)
      guard try isReadable(contents, &source) else { return }
      switch contents.header.format {
      case .custom: try importBlocks(bytes, contents, &source)
      case .files: try importFolder(contents, &source)
      }
      if let fault = contents.fault { throw fault }
    }
    try bytes.input.drain()
  }

  /// Whether there is something in it; tells why not.
  private mutating func isReadable(
    _ contents: ArchiveContents,
    _ source: inout ImportSummary.Source
  ) throws -> Bool {
    if let encoding = contents.foreignEncoding {
      let message =
        "this pg_dump archive is in the encoding \(encoding), and UTF8 is what is imported; dump "
        + "again with --encoding=UTF8"
      try reject(.unsupportedForm, message, &source)
      return false
    }
    if !contents.entries.isEmpty {
      warnOfEmptyTables(contents, source.path)
      return true
    }
    if let fault = contents.fault { throw fault }
    try reject(.noKnownTable, contents.missing, &source)
    return false
  }

  private mutating func warnOfEmptyTables(_ contents: ArchiveContents, _ path: String) {
    let names = contents.emptyTables
    guard !names.isEmpty, contents.fault == nil else { return }
    summary.warnings.append(
      "\(path): defines tables that it has no data of, not even that they are empty: "
        + names.joined(separator: ", ")
    )
  }

  private mutating func importBlocks(
    _ bytes: ArchiveBytes,
    _ contents: ArchiveContents,
    _ source: inout ImportSummary.Source
  ) throws {
    var blocks = ArchiveBlocks(bytes, contents)
    do {
      while let (entry, data) = try blocks.next() {
        try importEntry(
          entry,
          data,
          bytes.input,
          path: "\(source.path)#\(entry.table)",
          after: contents.statements,
          &source
        )
      }
    } catch let error as InputError {
      let tables = blocks.wanted.map(\.table).joined(separator: ", ")
      try reject(error.reason, "\(error) (not read: \(tables))", &source)
    }
  }

  private mutating func importTar(
    _ bytes: ArchiveBytes,
    _ source: inout ImportSummary.Source
  ) throws {
    var members = TarMembers(bytes)
    let first = try members.next()
    let contents = try ArchiveContents(bytes, endOffset: first?.endOffset)
    guard try isReadable(contents, &source) else { return }
    var missing = contents.entries
    while !missing.isEmpty, let member = try members.next() {
      guard let index = missing.firstIndex(where: { $0.place == .file(member.name) }) else {
        continue
      }
      let entry = missing.remove(at: index)
      try importEntry(
        entry,
        member,
        bytes.input,
        path: "\(source.path)#\(entry.table)",
        after: contents.statements,
        &source
      )
    }
    for entry in missing { try rejectMissing(entry, &source) }
    if let fault = contents.fault { throw fault }
  }

  private mutating func importFolder(
    _ contents: ArchiveContents,
    _ source: inout ImportSummary.Source
  ) throws {
    let folder = FileStatus.folder(of: source.path)
    guard source.path != "-", FileStatus.exists(folder + "/toc.dat") else {
      let message =
        "this is the table of contents of a folder that pg_dump has written, without the data; "
        + "import the folder"
      return try reject(.unsupportedForm, message, &source)
    }
    let finished = finishedByteCount
    defer { finishedByteCount = finished }
    for entry in contents.entries {
      guard let path = Self.file(of: entry, in: folder) else {
        try rejectMissing(entry, &source)
        continue
      }
      do {
        let data = try InputStream(path: path)
        let statements = contents.statements
        try importEntry(entry, data, data, path: path, after: statements, &source)
      } catch let error as InputError {
        try reject(error.reason, "\(path): \(error)", &source)
      }
      finishedByteCount += FileStatus.byteCount(path)
    }
  }

  /// The file with the data of an entry; nil where there is none in the folder.
  private static func file(of entry: ArchiveEntry, in folder: String) -> String? {
    // A name that leads out of the folder is damage.
    guard case .file(let name) = entry.place, !name.isEmpty, !name.contains("/") else { return nil }
    return ["", ".gz", ".lz4", ".zst"].map { "\(folder)/\(name)\($0)" }
      .first(where: FileStatus.exists)
  }

  private mutating func rejectMissing(
    _ entry: ArchiveEntry,
    _ source: inout ImportSummary.Source
  ) throws {
    guard case .file(let name) = entry.place else { return }
    let message =
      "the data of \"\(entry.table)\" should be in \(name), which is not there; copy or dump it again"
    try reject(.truncated, message, &source)
  }
}

extension Importer {
  /// Takes in the rows of one table of an archive.
  ///
  /// What is wrong with them is told of `path`, in which the lines and bytes are that are told.
  /// `statements` are those that the archive keeps apart from the rows.
  mutating func importEntry(
    _ entry: ArchiveEntry,
    _ data: any ByteSource,
    _ input: InputStream,
    path: String,
    after statements: [String],
    _ source: inout ImportSummary.Source
  ) throws {
    var table = ImportSummary.Source(path: path, records: 0, rejected: 0)
    do {
      var window = ByteWindow(data, buffer: spareBuffer)
      spareBuffer = []
      defer { spareBuffer = window.takeBuffer() }
      if let names = entry.columns {
        try importRows(entry, names, &window, input, &table)
      } else {
        _ = try importDump(&window, input, &table, isNamed: false, after: statements)
      }
    } catch let error as InputError {
      try reject(error.reason, error.description, &table)
    } catch let fault as RecordFault {
      try reject(fault.reason, fault.message, &table)
    }
    source.records += table.records
    source.rejected += table.rejected
  }

  private mutating func importRows(
    _ entry: ArchiveEntry,
    _ names: [String],
    _ window: inout ByteWindow,
    _ input: InputStream,
    _ table: inout ImportSummary.Source
  ) throws {
    let columns = try TableColumns(kind: entry.kind, names: names, style: .postgres)
    var rows = CopyRows(columns, usesFastPath: request.usesTemplate)
    switch try importRows(&rows, &window, input, &table) {
    case .cut: break
    case .unmarked:
      throw InputError.cutArchive(
        reason: "the data of \"\(entry.table)\" ends without its end mark"
      )
    case .marked: try readRest(&window, entry)
    }
  }

  /// Behind the last row there are line breaks only; where there is more, rows have been missed.
  private func readRest(_ window: inout ByteWindow, _ entry: ArchiveEntry) throws(InputError) {
    repeat {
      if window.buffer[window.position..<window.end].contains(where: { $0 != 0x0A }) {
        throw .damagedArchive(
          reason: "the data of \"\(entry.table)\" is damaged: there is more behind its end mark"
        )
      }
      window.position = window.end
    } while try window.readMore()
  }
}

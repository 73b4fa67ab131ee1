internal import PostgreSQL

extension Importer {
  /// An input as it may be shown and kept: the URL of a database without its password.
  static func shown(_ path: String) throws(ImportError) -> String {
    guard ServerAddress.isOne(path) else { return path }
    return try address(path).shown
  }

  private static func address(_ url: String) throws(ImportError) -> ServerAddress {
    do throws(ServerError) {
      return try ServerAddress(url)
    } catch {
      let scheme = url.prefix { $0 != ":" }
      throw .database(source: "\(scheme)://…", message: error.description, isTemporary: false)
    }
  }

  /// Takes in what has changed in a database since it was read last.
  mutating func importServer(_ url: String) throws {
    let address = try Self.address(url)
    if address.hasPassword {
      summary.warnings.append(
        "\(address.shown): a password in an argument can be seen by other users of this machine; "
          + "leave it to ~/.pgpass, PGPASSWORD or a service"
      )
    }
    do {
      try importTables(of: ServerReader(address), address)
    } catch let error as ServerError {
      throw ImportError.database(
        source: address.shown,
        message: address.hiding(error.description),
        isTemporary: error.isTemporary
      )
    }
  }

  private mutating func importTables(of reader: ServerReader, _ address: ServerAddress) throws {
    var source = ImportSummary.Source(path: address.shown, records: 0, rejected: 0)
    for table in reader.tables {
      guard table.isReadable else {
        try skip(
          table,
          because: table.exists ? "may not be read by this role" : "is not there",
          address
        )
        continue
      }
      if !table.deniedColumns.isEmpty {
        summary.warnings.append(
          "\(address.shown): of \"\(table.name)\" this role may not read "
            + table.deniedColumns.joined(separator: ", ")
        )
      }
      do {
        try importTable(table, of: reader, address, &source)
      } catch let error as ServerError where !error.isDisconnected && !error.isTemporary {
        try skip(table, because: "cannot be read: \(error)", address)
        try reader.forget()
      }
    }
    summary.sources.append(source)
  }

  /// Goes on without a table, unless it is that of the attempts.
  private mutating func skip(
    _ table: ServerTable,
    because reason: String,
    _ address: ServerAddress
  ) throws {
    let words = "the table \"\(table.name)\" \(reason)"
    guard table.kind != .attempts else {
      throw ServerError("\(words); grant this role SELECT on it, see the README")
    }
    summary.warnings.append("\(address.shown): \(words); reports go without \(table.kind.absence)")
  }

  private mutating func importTable(
    _ table: ServerTable,
    of reader: ServerReader,
    _ address: ServerAddress,
    _ source: inout ImportSummary.Source
  ) throws {
    let columns = try TableColumns(kind: table.kind, names: table.columns, style: .postgres)
    let project = projectFilter?.project
    // What was read of one project says nothing of the others.
    let identity = reader.identity + (project.map { "/project \($0)" } ?? "")
    var selection = ServerTable.Selection(project: project)
    if !request.isFull, table.hasUpdates {
      selection.newest = writer.sourceStates.value(of: table.name, source: identity)
      selection.lookBackSeconds = request.lookBackSeconds
    }
    // Lines of rejects are rows of the table they are of, and say which.
    var part = ImportSummary.Source(path: "\(address.shown) \(table.name)", records: 0, rejected: 0)
    let newest = try reader.read(table, selection) { bytes in
      var rows = CopyRows(columns)
      var window = ByteWindow(bytes, buffer: spareBuffer)
      spareBuffer = []
      defer { spareBuffer = window.takeBuffer() }
      do {
        _ = try importRows(&rows, &window, nil, &part)
      } catch is InputError {
        throw bytes.failure ?? ServerError("the rows end too early", isDisconnected: true)
      }
    }
    source.records += part.records
    source.rejected += part.rejected
    if let newest {
      sourceStates.append(
        SourceStates.State(source: identity, name: table.name, value: newest)
      )
    }
  }
}

extension Importer {
  /// What has been seen of a dump so far.
  private struct DumpState {
    var scanner = DumpScanner()
    var tables = DumpTables()
    /// How the rows of the last INSERT are read, and those of the next if it is alike.
    var inserts: InsertRows?
    /// Tables whose rows cannot be read, of which that is told once.
    var refused: Set<String> = []
    var hasTable = false
    var hasRows = false

    /// Learns from statements that are not in the input what an archive keeps apart from the rows.
    mutating func learn(_ statements: [String]) throws(InputError) {
      for statement in statements {
        var window = ByteWindow(BytesSource(Array(statement.utf8)))
        if case .definition(let table) = try scanner.next(&window) { tables.define(table) }
      }
    }
  }

  /// Takes in the rows of our tables from a plain dump.
  ///
  /// False where it is about something else altogether, which is an error only where
  /// `isNamed`: somebody said that it is data. `statements` have come before, elsewhere.
  mutating func importDump(
    _ window: inout ByteWindow,
    _ input: InputStream,
    _ source: inout ImportSummary.Source,
    isNamed: Bool,
    after statements: [String] = []
  ) throws -> Bool {
    var state = DumpState()
    try state.learn(statements)
    while true {
      let isEnd: Bool
      switch try state.scanner.next(&window) {
      case .definition(let table):
        state.hasTable = true
        state.tables.define(table)
        isEnd = false
      case .copy(let table, let hasOptions):
        isEnd = try !importCopy(table, hasOptions, &state, &window, input, &source)
      case .insert(let table, let isSame):
        isEnd = try !importInsert(table, isSame, &state, &window, input, &source)
      case .unread(let table):
        state.hasTable = true
        state.hasRows = true
        isEnd = try !refuseStatement(table, &state, &window, &source)
      case .encoding(let name):
        isEnd = try !checkEncoding(name, &window, &source)
        state.hasTable = state.hasTable || isEnd
      case .stray:
        try rejectLine(
          "this is no statement of SQL: the dump is damaged before it; dump the table again",
          &window,
          &source
        )
        isEnd = false
      case .end(let cut):
        if let cut {
          try rejectRest(cut, &window, &source)
        } else if !state.hasTable || !state.hasRows {
          guard isNamed else { return false }
          try reject(.noKnownTable, Self.emptiness(hasTable: state.hasTable), &source)
        }
        isEnd = true
      }
      guard !isEnd else { break }
    }
    onProgress(progress(input))
    return true
  }

  private static func emptiness(hasTable: Bool) -> String {
    hasTable
      ? "this dump defines the tables and has no rows of them; dump without --schema-only"
      : "this dump has none of the tables that are imported, such as \"IncomingCallLogItem\": "
        + "is it of OneUptime's database?"
  }

  /// Takes in the rows of a COPY; false where the input ends in them.
  private mutating func importCopy(
    _ table: DumpTable,
    _ hasOptions: Bool,
    _ state: inout DumpState,
    _ window: inout ByteWindow,
    _ input: InputStream,
    _ source: inout ImportSummary.Source
  ) throws -> Bool {
    state.hasTable = true
    state.hasRows = true
    if hasOptions {
      try refuse(
        table,
        RecordFault(
          reason: .unsupportedForm,
          message: "\"\(table.name)\" is copied with options, and only the plain form is read; "
            + "dump it with pg_dump"
        ),
        &state,
        &window,
        &source
      )
    }
    guard !hasOptions, let columns = try columns(of: table, &state, &window, &source) else {
      if try state.scanner.skipRows(&window) { return true }
      try rejectRest("the rows of \"\(table.name)\"", &window, &source)
      return false
    }
    var rows = CopyRows(columns, usesFastPath: request.usesTemplate)
    switch try importRows(&rows, &window, input, &source) {
    case .marked: return true
    case .cut: return false
    case .unmarked:
      try rejectRest("the rows of \"\(table.name)\"", &window, &source)
      return false
    }
  }

  /// Takes in the rows of an INSERT; false where the input ends in them.
  private mutating func importInsert(
    _ table: DumpTable,
    _ isSame: Bool,
    _ state: inout DumpState,
    _ window: inout ByteWindow,
    _ input: InputStream,
    _ source: inout ImportSummary.Source
  ) throws -> Bool {
    state.hasTable = true
    state.hasRows = true
    if !isSame {
      let columns = try columns(of: table, &state, &window, &source)
      state.inserts = columns.map {
        InsertRows($0, hasEscapes: state.scanner.hasEscapes, usesFastPath: request.usesTemplate)
      }
    }
    var isAtTail = true
    if state.inserts != nil {
      guard let end = try importRows(&state.inserts, &window, input, &source) else { return false }
      isAtTail = end
    }
    guard isAtTail, case .end(let cut) = try state.scanner.skipStatement(&window, from: 0) else {
      return true
    }
    try rejectRest(cut ?? "a statement", &window, &source)
    return false
  }

  /// Takes in the rows of one INSERT; whether its tail is still to be passed over, or nil where the
  /// input ends in it.
  private mutating func importRows(
    _ inserts: inout InsertRows?,
    _ window: inout ByteWindow,
    _ input: InputStream,
    _ source: inout ImportSummary.Source
  ) throws -> Bool? {
    guard var rows = inserts else { return true }
    inserts = nil
    defer { inserts = rows }
    while true {
      let before = rows.rowCount
      let event = try rows.next(&window, &decoder, into: &batch, limit: batchCount)
      source.records += rows.rowCount - before
      recordCount += rows.rowCount - before
      switch event {
      case .paused: try flush(input)
      case .fault(let fault): try reject(fault, rows.row, &window, &source, rows.columns.kind)
      case .ended(let isAtTail): return isAtTail
      case .cut:
        try reject(.cutRow, rows.row, &window, &source, rows.columns.kind)
        return nil
      }
    }
  }
}

extension Importer {
  /// The columns of a table's rows; nil, and told once, where they cannot be known.
  private mutating func columns(
    of table: DumpTable,
    _ state: inout DumpState,
    _ window: inout ByteWindow,
    _ source: inout ImportSummary.Source
  ) throws -> TableColumns? {
    guard let kind = table.kind else { return nil }
    guard let names = state.tables.columns(of: table) else {
      let fault = RecordFault(
        reason: .unknownColumns,
        message: "nothing tells the columns of \"\(table.name)\", whose rows are passed over: dump "
          + "with --column-inserts, or with the table's definition"
      )
      try refuse(table, fault, &state, &window, &source)
      return nil
    }
    do throws(RecordFault) {
      guard names.contains("_id") else {
        throw RecordFault(
          reason: .missingField,
          message: "\"\(table.name)\" has no column \"_id\", by which a record is known; its rows "
            + "are passed over"
        )
      }
      return try TableColumns(kind: kind, names: names, style: .postgres)
    } catch {
      try refuse(table, error, &state, &window, &source)
      return nil
    }
  }

  /// Tells once that the rows of a table are passed over.
  private mutating func refuse(
    _ table: DumpTable,
    _ fault: RecordFault,
    _ state: inout DumpState,
    _ window: inout ByteWindow,
    _ source: inout ImportSummary.Source
  ) throws {
    guard let kind = table.kind, state.refused.insert(table.name).inserted else { return }
    source.records += 1
    try reject(fault, window.position..<window.position, &window, &source, kind)
  }

  /// Refuses the statement at hand and leaves it; false where the input ends in it.
  private mutating func refuseStatement(
    _ table: DumpTable,
    _ state: inout DumpState,
    _ window: inout ByteWindow,
    _ source: inout ImportSummary.Source
  ) throws -> Bool {
    source.records += 1
    let end = window.position + (window.distance(to: 0x0A) ?? window.count)
    let fault = RecordFault(
      reason: .malformedRow,
      message: "this statement is about rows of \"\(table.name)\" and not as pg_dump writes them; "
        + "dump the table again"
    )
    try reject(fault, window.position..<end, &window, &source, table.kind ?? .attempts)
    guard case .end(let cut) = try state.scanner.skipStatement(&window, from: 0) else {
      return true
    }
    try rejectRest(cut ?? "a statement", &window, &source)
    return false
  }

  /// Whether texts are in UTF-8, or in what may be; otherwise the rest of the dump is refused.
  private mutating func checkEncoding(
    _ name: String,
    _ window: inout ByteWindow,
    _ source: inout ImportSummary.Source
  ) throws -> Bool {
    guard !["utf8", "utf-8", "unicode", "sql_ascii", "default"].contains(name) else { return true }
    try reject(
      .unsupportedForm,
      "this dump's texts are in \(name.uppercased()), and UTF-8 is read; dump again with "
        + "--encoding=UTF8",
      &source
    )
    return false
  }

  /// Refuses the line at hand, and leaves it.
  private mutating func rejectLine(
    _ message: String,
    _ window: inout ByteWindow,
    _ source: inout ImportSummary.Source
  ) throws {
    source.records += 1
    let end = window.position + (window.distance(to: 0x0A) ?? window.count)
    let fault = RecordFault(reason: .malformedRow, message: message)
    try reject(fault, window.position..<end, &window, &source, .attempts)
    window.position = min(end + 1, window.end)
  }

  /// Tells that the input ends too early.
  private mutating func rejectRest(
    _ cut: String,
    _ window: inout ByteWindow,
    _ source: inout ImportSummary.Source
  ) throws {
    source.records += 1
    let fault = RecordFault(
      reason: .truncated,
      message: "the input ends in the middle of \(cut); dump or copy it again"
    )
    try reject(fault, window.position..<window.end, &window, &source, .attempts)
  }
}

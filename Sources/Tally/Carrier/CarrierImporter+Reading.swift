extension CarrierImporter {
  /// Takes in JSON; returns where the page behind the last one is.
  mutating func importJSON(
    _ stream: inout JSONStream,
    _ input: InputStream?,
    _ source: inout ImportSummary.Source
  ) throws -> String? {
    var nextPage: String?
    while true {
      switch try stream.next() {
      case .record:
        source.records += 1
        do throws(RecordFault) {
          try add(try decoder.decode(stream.tape.tokens, stream.buffer))
        } catch {
          try reject(error.reason, error.message, &stream, &source)
        }
        try flushIfFull(input)
      case .fault(let fault):
        source.records += 1
        try reject(fault.reason, fault.description, &stream, &source)
      case .listBegan: nextPage = nil
      case .listEnded(let totals):
        nextPage = totals.nextPage
        if totals.nextPage != nil { pageCounts.followed += 1 } else { pageCounts.last += 1 }
        guard !totals.isWhole else {
          wholeListCount += 1
          continue
        }
        source.records += 1
        try reject(
          .truncated,
          "the list ends before its closing \"]}\"; fetch or copy this page again",
          &stream,
          &source
        )
      case .end:
        return nextPage
      }
    }
  }

  /// Takes in an input that may be a table; false where it is passed over as something else.
  mutating func importTable(
    _ window: inout ByteWindow,
    _ input: InputStream,
    _ source: inout ImportSummary.Source,
    isNamed: Bool
  ) throws -> Bool {
    try TableHeader.skipStart(&window)
    let line = try TableHeader.firstLine(&window)
    var found: [String] = []
    for dialect in Dialect.all {
      guard let names = TableHeader.cells(line, dialect) else { continue }
      if names.count > max(1, found.count) { found = names }
      let columns: TwilioColumns?
      do throws(RecordFault) {
        columns = try TwilioColumns(names)
      } catch {
        try reject(error.reason, error.message, &source)
        return true
      }
      guard let columns else { continue }
      window.position += line.count
      try importRows(columns, dialect, &window, input, &source)
      return true
    }
    guard isNamed else { return false }
    try reject(
      .unsupportedForm,
      "this is neither JSON nor a table of Twilio's calls, whose header has \"Sid\" or \"Call Sid\" "
        + "and \"Status\", \"Direction\" or \"Price\" in it"
        + (found.isEmpty ? "" : "; the columns here are \(found.listed(first: 12))"),
      &source
    )
    return true
  }

  private mutating func importRows(
    _ columns: TwilioColumns,
    _ dialect: Dialect,
    _ window: inout ByteWindow,
    _ input: InputStream,
    _ source: inout ImportSummary.Source
  ) throws {
    var rows = DelimitedRecords(columnCount: columns.names.count, dialect)
    var tokens: [JSONTape.Token] = []
    while true {
      let before = rows.rowCount
      var fault: RecordFault?
      switch try rows.next(&window) {
      case .ended: return
      case .fault(let damage): fault = damage
      case .row:
        do throws(RecordFault) {
          try rows.cells.checkUTF8()
          columns.read(rows.cells, into: &tokens)
          try add(try decoder.decode(columns.members, tokens, rows.cells.bytes))
        } catch {
          if columns.isHeader(rows.cells) { rows.forgetRow() } else { fault = error }
        }
      }
      source.records += rows.rowCount - before
      if let fault { try reject(fault, rows.row, &window, &source) }
      try flushIfFull(input)
    }
  }

  /// Keeps a record, or leaves it out as one of another account.
  private mutating func add(_ call: CarrierCall) throws(RecordFault) {
    summary.accounts[call.text(.account) ?? "", default: 0] += 1
    if let account = request.account {
      guard let own = call.text(.account) else {
        throw RecordFault(
          reason: .missingField,
          message: "there is no \"account_sid\", so that it is unknown whether it is of \(account)"
        )
      }
      guard own == account else {
        summary.counters.skipped += 1
        return
      }
    }
    if call[.chargeUnits] == nil {
      summary.unsettled += 1
    } else {
      summary.currencies[call.text(.currency) ?? "", default: 0] += 1
    }
    batch.append(call)
  }

  private mutating func flushIfFull(_ input: InputStream?) throws {
    guard batch.count >= Self.batchCount else { return }
    try flush()
    onProgress(
      ImportProgress(
        recordCount: recordCount,
        readByteCount: finishedByteCount + (input?.consumedByteCount ?? 0),
        totalByteCount: totalByteCount
      )
    )
  }

  mutating func flush() throws {
    recordCount += batch.count
    try writer.upsert(batch, rejected: rejectedCount)
    batch.removeAll(keepingCapacity: true)
  }
}

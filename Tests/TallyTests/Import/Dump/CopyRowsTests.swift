import Support
import Testing

@testable import Tally

/// What reading rows comes to, in words that can be compared.
private struct Reading: Equatable {
  var records: [String] = []
  var faults: [String] = []
  var ending: CopyRows.Ending?
  var rowCount = 0

  /// `limit` is small, so that pauses fall anywhere.
  init(_ text: [UInt8], _ columns: TableColumns, usesFastPath: Bool, seed: UInt64) throws {
    var window = ByteWindow(PieceSource(text, seed: seed))
    var rows = CopyRows(columns, usesFastPath: usesFastPath)
    var decoder = RecordDecoder()
    var batch = RecordBatch()
    while ending == nil {
      switch try rows.next(&window, &decoder, into: &batch, limit: 7) {
      case .paused:
        take(batch)
        batch.removeAll()
      case .fault(let fault):
        let raw = String(decoding: window.buffer[rows.row], as: UTF8.self)
        let line = window.line(at: rows.row.lowerBound)
        faults.append("\(line) \(fault.reason) \(fault.message) \(raw)")
      case .ended(let ending):
        self.ending = ending
      }
    }
    take(batch)
    rowCount = rows.rowCount
  }

  private mutating func take(_ batch: RecordBatch) {
    for attempt in batch.attempts {
      let texts = [attempt.phone, attempt.status, attempt.statusMessage, attempt.extra]
      records.append(
        "\(attempt.id) \(attempt.known) \(attempt.referenced) \(attempt.fingerprint) "
          + (0..<15).map { String(attempt.integers[$0]) }.joined(separator: ",")
          + (0..<4).map { attempt.references[$0].description }.joined(separator: ",")
          + texts.map { batch.text($0) ?? "NULL" }.joined(separator: "|")
      )
    }
    for call in batch.calls {
      let record = EntityRecord(call, texts: batch.texts)
      records.append("\(call.id) \(call.fingerprint) \(record.stamp) \(record.values)")
      // Whatever was read which way is told again the same.
      var texts: [UInt8] = []
      #expect(CallRecord(record, texts: &texts).fingerprint == call.fingerprint)
    }
    #expect(batch.attempts.count == batch.attemptLists.count)
    #expect(batch.calls.count == batch.callLists.count)
  }
}

struct CopyRowsTests {
  private static func columns(
    _ names: [String],
    of kind: RecordKind = .attempts
  ) throws -> TableColumns {
    try TableColumns(kind: kind, names: names, style: .postgres)
  }

  @Test(arguments: [RecordKind.attempts, .calls], 1...60)
  func `the fast path reads what taking rows apart gives`(kind: RecordKind, seed: UInt64) throws {
    var writer = TableRowWriter(random: SplitMix64(seed: seed))
    let names = writer.someColumns(
      of: kind == .calls ? TableRowWriter.callColumns : TableRowWriter.columns
    )
    let lineBreak: [UInt8] = writer.chance(5) ? [0x0D, 0x0A] : [0x0A]
    var text: [UInt8] = []
    for _ in 0..<150 {
      var line = CopyText.line(writer.cells(names), &writer)
      if writer.chance(25) { line.removeLast(min(line.count, 30)) }
      if writer.chance(25) { line += Array("\t\\N".utf8) }
      if writer.chance(25) { line.insert(writer.pick([0x5C, 0xFF, 0x00, 0xC3]), at: 40) }
      text += line + lineBreak
    }
    if !writer.chance(3) { text += Array("\\.".utf8) + lineBreak }
    if writer.chance(4) { text.removeLast(7) }
    let columns = try Self.columns(names, of: kind)
    let fast = try Reading(text, columns, usesFastPath: true, seed: seed)
    let slow = try Reading(text, columns, usesFastPath: false, seed: seed + 1)
    for (left, right) in zip(fast.records, slow.records) { #expect(left == right) }
    for (left, right) in zip(fast.faults, slow.faults) { #expect(left == right) }
    #expect((fast == slow) as Bool)
    #expect(fast.records.count > 10)
    let cut = fast.ending == .cut ? 1 : 0
    #expect(fast.records.count + fast.faults.count + cut == fast.rowCount)
  }

  @Test(arguments: 1...20)
  func `cells come out as they went in`(seed: UInt64) throws {
    var writer = TableRowWriter(random: SplitMix64(seed: seed))
    for _ in 0..<100 {
      let cells = writer.cells(TableRowWriter.columns)
      let line = CopyText.line(cells, &writer)
      var row = TableRow()
      try CopyLine.read(line, 0..<line.count, into: &row)
      #expect(row.cells.map { $0.map { Array(row.bytes[$0]) } } == cells)
    }
  }

  /// The batch with what one line says.
  private static func firstRow<Record: CellRecord>(
    of line: String,
    _ cells: RecordCells<Record>?
  ) throws -> RecordBatch {
    var cells = try #require(cells)
    var batch = RecordBatch()
    var end = 0
    // Near the end of what is at hand rows are declined.
    let count = FastReading.read(Array((line + line).utf8)) { bytes in
      cells.readLines(bytes, from: &end, into: &batch, limit: 1)
    }
    #expect(count == 1)
    #expect(end == line.utf8.count)
    return batch
  }

  @Test func `rows as PostgreSQL writes them are all read the fast way`() throws {
    let id = "\(PlainAttempt.id(1))"
    let line =
      "\(id)\t2026-02-11 02:50:08.38593+00\t2026-02-11 02:50:08+00\t\\N\t2\t\(id)\t\(id)\t\\N\t\(id)"
      + "\t+13055550102\tNoAnswer\t\t0\t12\t2026-02-11 02:50:08.385-05\t\\N\tf\n"
    let columns = try Self.columns(TableRowWriter.columns)
    let batch = try Self.firstRow(of: line, RecordCells<Tally.AttemptRecord>(columns))
    #expect(batch.attempts.first?[.createdAt] == 1_770_778_208_385)
    #expect(batch.attempts.first?[.startedAt] == 1_770_796_208_385)
    #expect(batch.attempts.first?[.recordedCostMicrocents] == 12_000_000)
  }

  @Test func `calls as PostgreSQL writes them are all read the fast way`() throws {
    let id = "\(PlainAttempt.id(1))"
    let line =
      "\(id)\t2026-02-11 02:50:08.38593+00\t2026-02-11 02:50:08+00\t\\N\t2\t\(id)\t\(id)"
      + "\t+13055550102\t+14155550192\tCA20acbb92c5\tEscalated\t\t0\t12\t0\t\\N"
      + "\t2026-02-11 02:50:08.385-05\t\\N\t\\N\t2\t1\n"
    let columns = try Self.columns(TableRowWriter.callColumns, of: .calls)
    let batch = try Self.firstRow(of: line, RecordCells<CallRecord>(columns))
    let call = try #require(batch.calls.first)
    let values = EntityRecord(call, texts: batch.texts).values
    let reference = FieldValue.reference(try #require(Identifier(id)))
    #expect(
      values == [
        reference, reference, .text("+13055550102"), .text("+14155550192"), .text("CA20acbb92c5"),
        .text("Escalated"), .text(""), .integer(0), .integer(12_000_000), .integer(0), .null,
        .integer(1_770_796_208_385), .null, .null, .integer(2), .integer(1),
        .integer(1_770_778_208_385), .integer(1_770_778_208_000), .null, .integer(2), nil,
      ]
    )
    #expect(call.stamp == 1_770_778_208_000)
  }

  @Test(
    arguments: [
      (#"a\q"#, RejectReason.malformedRow), (#"a\"#, .malformedRow), (#"a\x"#, .malformedRow),
      (#"a\xff"#, .invalidUTF8), (#"a\303"#, .invalidUTF8), ("a\tb", .wrongFieldCount),
      (#"a\0"#, .nulByte), (#"a\x0"#, .nulByte),
    ]
  )
  func `a row that is wrong costs only itself`(cell: String, reason: RejectReason) throws {
    let good = "\(PlainAttempt.id(1))\tConnected\n"
    let text = good + "\(PlainAttempt.id(2))\t\(cell)\n" + good + "\\.\n"
    let columns = try Self.columns(["_id", "status"])
    let reading = try Reading(Array(text.utf8), columns, usesFastPath: true, seed: 3)
    #expect(reading.records.count == 2)
    #expect(reading.faults.count == 1)
    #expect(reading.faults.first?.hasPrefix("2 \(reason) ") == true)
    #expect(reading.ending == .marked)
  }

  @Test(arguments: 1...20)
  func `lines are counted wherever blocks end`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let bytes = (0..<5000).map { _ in UInt8.random(in: 8...11, using: &random) }
    var window = ByteWindow(PieceSource(bytes, seed: seed))
    var expected = 1
    for byte in bytes {
      _ = try window.byte(at: 0)
      if random.next() % 50 == 0 { #expect(window.line(at: window.position) == expected) }
      window.position += 1
      if byte == 0x0A { expected += 1 }
    }
    #expect(window.line(at: window.position) == expected)
    #expect(try window.byte(at: 0) == nil)
  }
}

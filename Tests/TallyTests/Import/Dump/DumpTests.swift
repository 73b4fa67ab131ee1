import Support
import Testing

@testable import Tally

/// What a dump comes to, read in pieces of a size.
private struct Reading: Equatable {
  var records: [String] = []
  var faults: [String] = []
  var cut: String?
  private let text: [UInt8]

  init(_ text: [UInt8], seed: UInt64, mostBytes: Int, usesFastPath: Bool) throws {
    self.text = text
    var window = ByteWindow(PieceSource(text, seed: seed, mostBytes: mostBytes))
    var scanner = DumpScanner()
    var tables = DumpTables()
    var inserts: InsertRows?
    while true {
      switch try scanner.next(&window) {
      case .definition(let table): tables.define(table)
      case .encoding(let name): #expect(name == "utf8")
      case .unread(let table): Issue.record("\(table)")
      case .stray:
        add("stray", window.position, &window)
        try scanner.skipLine(&window)
      case .end(let cut):
        self.cut = cut
        return
      case .copy(let table, let hasOptions):
        #expect(!hasOptions)
        var rows = CopyRows(try Self.columns(table, tables), usesFastPath: usesFastPath)
        guard try read(&rows, &window) == .marked else {
          cut = "copy"
          return
        }
      case .insert(let table, let isSame):
        if !isSame {
          let columns = try Self.columns(table, tables)
          inserts = InsertRows(
            columns,
            hasEscapes: scanner.hasEscapes,
            usesFastPath: usesFastPath
          )
        }
        guard var rows = inserts, let isAtTail = try read(&rows, &window) else {
          cut = "insert"
          return
        }
        inserts = rows
        if isAtTail, case .end = try scanner.skipStatement(&window, from: 0) {
          cut = "tail"
          return
        }
      }
    }
  }

  private static func columns(_ table: DumpTable, _ tables: DumpTables) throws -> TableColumns {
    let names = try #require(tables.columns(of: table))
    return try TableColumns(kind: try #require(table.kind), names: names, style: .postgres)
  }

  private mutating func read(
    _ rows: inout CopyRows,
    _ window: inout ByteWindow
  ) throws -> CopyRows.Ending {
    var (decoder, batch) = (RecordDecoder(), RecordBatch())
    while true {
      switch try rows.next(&window, &decoder, into: &batch, limit: 5) {
      case .paused: take(&batch)
      case .fault(let fault):
        add("\(fault.reason) \(fault.message)", rows.row.lowerBound, &window)
      case .ended(let ending):
        take(&batch)
        return ending
      }
    }
  }

  /// Whether the statement's tail is at hand; nil where the input ends.
  private mutating func read(
    _ rows: inout InsertRows,
    _ window: inout ByteWindow
  ) throws -> Bool? {
    var (decoder, batch) = (RecordDecoder(), RecordBatch())
    while true {
      switch try rows.next(&window, &decoder, into: &batch, limit: 5) {
      case .paused: take(&batch)
      case .fault(let fault):
        add("\(fault.reason) \(fault.message)", rows.row.lowerBound, &window)
      case .ended(let isAtTail):
        take(&batch)
        return isAtTail
      case .cut:
        take(&batch)
        return nil
      }
    }
  }

  private mutating func add(_ words: String, _ place: Int, _ window: inout ByteWindow) {
    let offset = window.byteOffset(at: place)
    let line = window.line(at: place)
    faults.append("\(offset) \(line) \(words)")
    #expect(line == 1 + text[..<Int(offset)].count { $0 == 0x0A }, "\(words)")
  }

  private mutating func take(_ batch: inout RecordBatch) {
    records += batch.attempts.map { attempt in
      "\(attempt.id) \(attempt.fingerprint) \(batch.text(attempt.status) ?? "NULL")"
    }
    records += batch.calls.map { "\($0.id) \($0.fingerprint)" }
    batch.removeAll()
  }
}

struct DumpTests {
  /// A dump with attempts and calls in several styles among other things, and the cells of each.
  private static func dump(_ seed: UInt64) -> (text: [UInt8], rows: [[[UInt8]?]]) {
    var writer = TableRowWriter(random: SplitMix64(seed: seed))
    var foreign = ForeignSQL(random: SplitMix64(seed: seed + 1000))
    var text = Array("--\n-- PostgreSQL database dump\n--\nSET client_encoding = 'UTF8';\n".utf8)
    var written: [[[UInt8]?]] = []
    for _ in 0..<8 {
      let isListed = !writer.chance(3)
      let (table, all) =
        isListed && writer.chance(3)
        ? ("IncomingCallLog", TableRowWriter.callColumns)
        : ("IncomingCallLogItem", TableRowWriter.columns)
      let columns = isListed ? writer.someColumns(of: all) : all
      let rows = (0..<Int.random(in: 0...12, using: &writer.random)).map { _ in
        writer.cells(columns)
      }
      text += foreign.text()
      if writer.chance(2) {
        let list = " (" + columns.map { "\"\($0)\"" }.joined(separator: ", ") + ")"
        let head = "COPY public.\"\(table)\"\(isListed ? list : "") FROM stdin;\n"
        text += Array(head.utf8)
        for row in rows { text += CopyText.line(row, &writer) + [0x0A] }
        text += Array("\\.\n\n".utf8)
      } else {
        text += InsertText.statements(
          table,
          columns,
          rows,
          hasList: isListed,
          rowsPerStatement: writer.pick([1, 1, 3, 100]),
          &writer
        )
      }
      written += rows
    }
    text += foreign.text() + Array("--\n-- PostgreSQL database dump complete\n--\n".utf8)
    return (text, written)
  }

  @Test(arguments: 1...40)
  func `every row of ours is found among the rest, wherever blocks end`(seed: UInt64) throws {
    let (text, rows) = Self.dump(seed)
    let fast = try Reading(text, seed: seed, mostBytes: 1 << 20, usesFastPath: true)
    let slow = try Reading(text, seed: seed, mostBytes: 40, usesFastPath: false)
    for (left, right) in zip(fast.records, slow.records) { #expect(left == right) }
    for (left, right) in zip(fast.faults, slow.faults) { #expect(left == right) }
    #expect((fast == slow) as Bool)
    #expect(fast.cut == nil)
    #expect(fast.records.count + fast.faults.count == rows.count)
    #expect(!fast.faults.contains { $0.contains("malformedRow") || $0.contains("stray") })
    #expect(fast.records.count * 3 > rows.count)
  }

  @Test func `rows as pg_dump inserts them are all read the fast way`() throws {
    let id = "\(PlainAttempt.id(1))"
    let tuple =
      "('\(id)', '2026-02-11 02:50:08.38593+00', '2026-02-11 02:50:08+00', NULL, 2, '\(id)', "
      + "'\(id)', NULL, '\(id)', '+13055550102', 'NoAnswer', '', 0, 12, "
      + "'2026-02-11 02:50:08.385-05', NULL, true)"
    let bytes = Array((tuple + "," + tuple).utf8)
    let names = TableRowWriter.columns
    let columns = try TableColumns(kind: .attempts, names: names, style: .postgres)
    var cells = try #require(RecordCells<Tally.AttemptRecord>(columns))
    var batch = RecordBatch()
    let end = FastReading.read(bytes) { cells.readTuple($0, from: 0, into: &batch) }
    #expect(end == tuple.utf8.count)
    #expect(batch.attempts.first?[.isAnswered] == 1)
  }

  @Test(arguments: [("copy", 1), ("single", 2), ("many", 3)])
  func `a dump that is cut anywhere keeps its whole rows`(style: String, seed: UInt64) throws {
    let ids = (1...4).map { PlainAttempt.id($0) }
    let head = "--\n-- PostgreSQL database dump\n--\n"
    let table = "public.\"IncomingCallLogItem\" (_id, status)"
    let rows =
      switch style {
      case "copy":
        "COPY \(table) FROM stdin;\n" + ids.map { "\($0)\tBusy\n" }.joined() + "\\.\n"
      case "single": ids.map { "INSERT INTO \(table) VALUES ('\($0)', 'Busy');\n" }.joined()
      default:
        "INSERT INTO \(table) VALUES\n\t"
          + ids.map { "('\($0)', 'Busy')" }.joined(separator: ",\n\t") + ";\n"
      }
    let text = Array((head + rows + "--\n-- PostgreSQL database dump complete\n--\n").utf8)
    let whole = style == "copy" ? "Busy\n" : "'Busy')"
    for length in stride(from: head.utf8.count, to: text.count - 5, by: 3) {
      let folder = try ImportFolder()
      let outcome = try folder.run(bytes: Array(text[..<length]))
      let start = String(decoding: text[..<length], as: UTF8.self)
      #expect(outcome.reasons == [.truncated], "\(length)")
      #expect(outcome.attempts.inserted == start.components(of: whole), "\(length)")
    }
  }
}

extension String {
  /// How often another text comes in it.
  fileprivate func components(of text: String) -> Int {
    ranges(of: text).count
  }
}

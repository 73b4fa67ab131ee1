import Support
import Testing

@testable import Tally

struct DelimitedRowsTests {
  /// An attempt and the texts of its cells.
  private struct Row: Equatable {
    var id: String
    var status: String?
    var message: String?
    var extra: String?

    var cells: [String?] { [status, id, extra, "f", message] }
  }

  private static let header: [String?] = ["status", "_id", "note", "isAnswered", "statusMessage"]

  private static func text(_ random: inout SplitMix64) -> String? {
    let pieces = [
      "\"", "\"\"", ",", ";", "\t", "\n", "\r\n", "\r", "|", "\\N", "\\", " ", "é", "😀", "{", "}",
      #"{"a":1}"#, #"{"_type":"Phone"}"#, "'", "(5 rows)", "_id", "=1+1", "NULL", "answered", "",
    ]
    guard random.next() % 5 != 0 else { return nil }
    return (0..<Int(random.next() % 5)).map { _ in pieces[Int(random.next() % UInt64(pieces.count))]
    }
    .joined()
  }

  private static func rows(_ random: inout SplitMix64) -> [Row] {
    (1...60).map { number in
      Row(
        id: PlainAttempt.id(number),
        status: text(&random),
        message: text(&random),
        extra: text(&random).flatMap { $0.first == "{" || $0.isEmpty ? "plain" : $0 }
      )
    }
  }

  /// The rows that come of a text, and how many were refused.
  private static func read(
    _ text: [UInt8],
    seed: UInt64,
    mostBytes: Int
  ) throws -> (rows: [Row], faults: [RecordFault]) {
    var window = ByteWindow(PieceSource(text, seed: seed, mostBytes: mostBytes))
    guard case .delimited(var table) = try TableHeader.read(&window) else {
      Issue.record("the header was not known")
      return ([], [])
    }
    var decoder = RecordDecoder()
    var rows: [Row] = []
    var faults: [RecordFault] = []
    while true {
      var batch = RecordBatch()
      let event = try table.next(&window, &decoder, into: &batch, limit: 7)
      rows += batch.attempts.map { attempt in
        Row(
          id: attempt.id.description,
          status: batch.text(attempt.status),
          message: batch.text(attempt.statusMessage),
          extra: batch.text(attempt.extra)
        )
      }
      switch event {
      case .paused: continue
      case .fault(let fault): faults.append(fault)
      case .ended:
        #expect(table.rowCount == rows.count + faults.count)
        return (rows, faults)
      }
    }
  }

  private static func expected(_ row: Row) -> Row {
    var row = row
    row.extra = "{\"note\":" + (row.extra.map(JSONText.quoted) ?? "null") + "}"
    return row
  }

  @Test(arguments: 1...80)
  func `texts come out as they went in, wherever blocks end`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let writer = CSVText(&random)
    let rows = Self.rows(&random)
    let text = writer.file([writer.row(Self.header)] + rows.map { writer.row($0.cells) })
    for mostBytes in [1, 40, 100_000] {
      let reading = try Self.read(Array(text.utf8), seed: seed, mostBytes: mostBytes)
      #expect(reading.faults == [])
      for (left, right) in zip(reading.rows, rows) { #expect(left == Self.expected(right)) }
      #expect(reading.rows.count == rows.count)
    }
  }

  @Test(arguments: 1...120)
  func `damage to one row costs none of the others`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var writer = CSVText(&random)
    writer.separator = random.next() % 2 == 0 ? "," : ";"
    let rows = Self.rows(&random)
    var lines = ([Self.header] + rows.map(\.cells)).map { Array(writer.row($0).utf8) }
    let damaged = Int(random.next() % UInt64(rows.count))
    let place = Int(random.next() % UInt64(lines[damaged + 1].count))
    switch random.next() % 4 {
    case 0: lines[damaged + 1].insert(0x22, at: place)
    case 1: lines[damaged + 1].remove(at: place)
    case 2: lines[damaged + 1].removeSubrange(place...)
    default: lines[damaged + 1].insert([0x00, 0xFF, 0x0D, 0xC3][Int(random.next() % 4)], at: place)
    }
    let lineBreak = Array(writer.lineBreak.utf8)
    let text = Array(lines.joined(separator: lineBreak)) + lineBreak
    let reading = try Self.read(text, seed: seed, mostBytes: 300)
    let id = rows[damaged].id
    let others = rows.filter { $0.id != id }.map(Self.expected)
    let unharmed = reading.rows.filter { $0.id != id }
    let isHarmless = reading.rows.count == rows.count
    #expect(unharmed.count >= others.count)
    for row in others {
      let isThere = unharmed.contains(row)
      #expect(isThere, "\(row) \(reading.faults)")
    }
    #expect(isHarmless || !reading.faults.isEmpty || place == 0)
  }
}

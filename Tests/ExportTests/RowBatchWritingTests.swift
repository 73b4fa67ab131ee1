import Export
import Reports
import Support
import Testing

@testable import Export

/// Batches are written as their rows would be.
struct RowBatchWritingTests {
  /// Feeds the same batches whole, or row by row.
  private struct Source: ReportSource {
    let batches: [RowBatch]
    let isByRow: Bool

    mutating func write(to writer: inout some ReportWriter & ~Copyable) throws -> Report {
      let report = BatchSample.report()
      try writer.begin(report)
      try writer.beginTable(report.tables[0])
      for batch in batches {
        if isByRow {
          for row in 0..<batch.count { try writer.writeRow(batch.values(ofRow: row)) }
        } else {
          try writer.writeBatch(batch)
        }
      }
      try writer.endTable(totals: nil)
      return report
    }
  }

  private static func written(
    _ batches: [RowBatch],
    as format: Format,
    isByRow: Bool
  ) throws -> [UInt8] {
    let folder = try TemporaryDirectory()
    var source = Source(batches: batches, isByRow: isByRow)
    try format.export(&source, to: .file(path: folder.file("out")), options: ExportOptions())
    return try folder.contents(of: "out")
  }

  @Test(arguments: [Format.csv, .json, .ndjson, .table], 0..<20)
  func `the bytes are those of the rows`(format: Format, seed: UInt64) throws {
    let batches = BatchSample.batches(seed: seed)
    #expect(
      try Self.written(batches, as: format, isByRow: false)
        == Self.written(batches, as: format, isByRow: true)
    )
  }

  @Test(arguments: [Format.csv, .json, .ndjson])
  func `a long batch is written in its order`(format: Format) throws {
    var random = SplitMix64(seed: 9)
    let batches = [4097, 1].map { BatchSample.batch(rows: $0, &random) }
    #expect(
      try Self.written(batches, as: format, isByRow: false)
        == Self.written(batches, as: format, isByRow: true)
    )
  }

  @Test(arguments: Format.allCases)
  func `a report whose rows are words is that of their values`(format: Format) throws {
    var random = SplitMix64(seed: 11)
    let batch = BatchSample.batch(rows: 50, &random)
    let words = Table(
      name: "Words",
      by: ["user"],
      columns: BatchSample.columns,
      batch: batch,
      totals: BatchSample.columns.map { $0.unit == .dollars ? .integer(1) : .null }
    )
    var values = words
    values.rows = words.rows
    let folder = try TemporaryDirectory()
    let files = try [words, values].map { table in
      var report = Sample.report(table)
      try format.export(&report, to: .file(path: folder.file("out")), options: ExportOptions())
      return try folder.contents(of: "out")
    }
    #expect(files[0] == files[1])
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `a workbook's sheets are those of the rows`(seed: UInt64) throws {
    let batches = BatchSample.batches(seed: seed)
    let whole = try ZipArchive(Self.written(batches, as: .xlsx, isByRow: false))
    let byRow = try ZipArchive(Self.written(batches, as: .xlsx, isByRow: true))
    #expect(whole.entries.map(\.name) == byRow.entries.map(\.name))
    for (entry, other) in zip(whole.entries, byRow.entries) where entry.name != "xl/styles.xml" {
      // Looks are numbered in the order in which they are asked for.
      #expect(Self.withoutLooks(entry.text) == Self.withoutLooks(other.text))
    }
  }

  @Test func `a list goes on where a sheet ends`() throws {
    let batches = BatchSample.batches(seed: 5)
    let archives = try [false, true].map { isByRow in
      let folder = try TemporaryDirectory()
      var writer = try XLSXWriter(
        output: try Output(.file(path: folder.file("out"))),
        options: ExportOptions()
      )
      writer.rowLimit = 20
      var source = Source(batches: batches, isByRow: isByRow)
      let report = try source.write(to: &writer)
      try writer.finish(report)
      return try ZipArchive(try folder.contents(of: "out"))
    }
    #expect(archives[0].sheetNames == archives[1].sheetNames)
    #expect(archives[0].sheetNames.contains("Attempts (2)"))
    for number in 1...archives[0].sheetNames.count {
      #expect(
        Self.withoutLooks(archives[0].sheet(number)) == Self.withoutLooks(archives[1].sheet(number))
      )
    }
  }

  @Test func `the same batches give the same workbook`() throws {
    let batches = BatchSample.batches(seed: 3)
    #expect(
      try Self.written(batches, as: .xlsx, isByRow: false)
        == Self.written(batches, as: .xlsx, isByRow: false)
    )
  }

  @Test func `a text longer than a cell is whole elsewhere`() throws {
    var batch = BatchSample.batches(seed: 1)[0]
    batch.texts[0] = String(repeating: "añ😀_", count: 20_000)
    let archives = try [false, true].map {
      try ZipArchive(Self.written([batch], as: .xlsx, isByRow: $0))
    }
    #expect(archives[0].sheet(3).contains("añ😀_añ😀_"))
    #expect(
      Self.withoutLooks(archives[0].sheet(3)) == Self.withoutLooks(archives[1].sheet(3))
    )
  }

  private static func withoutLooks(_ xml: String) -> [Substring] {
    xml.split(separator: " s=\"", omittingEmptySubsequences: false).enumerated().map {
      $0 == 0 ? $1 : $1.drop { $0 != "\"" }
    }
  }
}

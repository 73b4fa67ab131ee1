import Export
import Testing

struct FormatTests {
  @Test(
    arguments: [
      ("csv", .csv), ("CSV", .csv), ("json", .json), ("ndjson", .ndjson), ("jsonl", .ndjson),
      ("xlsx", .xlsx), ("txt", .table), ("xls", nil), ("", nil),
    ] as [(String, Format?)]
  )
  func `a file's name tells the format`(pathExtension: String, format: Format?) {
    #expect(Format(pathExtension: pathExtension) == format)
  }
}

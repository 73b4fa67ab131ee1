import Export
import Testing

struct NDJSONWriterTests {
  @Test func `every kind of value and text is one object a line`() throws {
    try Snapshot.expect(Sample.nasty, as: .ndjson, is: "nasty.ndjson")
  }

  @Test func `a second table is an error`() {
    #expect(
      throws: ExportError.severalTables(format: .ndjson, names: ["By user", "By day"])
    ) { try Snapshot.write(Sample.monthly, as: .ndjson) }
  }
}

import Export
import Reports
import Testing

struct CSVWriterTests {
  @Test func `every kind of value and text is written so that it can be read again`() throws {
    try Snapshot.expect(Sample.nasty, as: .csv, is: "nasty.csv")
  }

  @Test func `totals, titles and warnings are left out`() throws {
    let text = try Snapshot.text(Sample.monthly.narrowed(toTableAt: 0), as: .csv)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(
      lines[0] == """
        user_id,user_name,attempts,calls,answered_attempts,attempt_answer_rate,answered_calls,\
        call_answer_rate,dial_seconds_total,dial_seconds_average,dial_seconds_p50,\
        dial_seconds_p95,cost_usd,cost_per_dial_minute_usd
        """
    )
    #expect(
      lines[4...] == [
        ",(none),12,12,0,0.000000,0,0.000000,0,,,,,", "",
      ]
    )
  }

  @Test func `a second table is an error that names both`() {
    let error = #expect(throws: ExportError.self) {
      try Snapshot.write(Sample.monthly, as: .csv)
    }
    #expect(error == .severalTables(format: .csv, names: ["By user", "By day"]))
    #expect(
      error?.description == """
        csv holds one table a file, but the report has 2 (By user, By day); \
        choose one grouping, or write json or xlsx
        """
    )
  }

  @Test func `a first column named ID is not taken for another file format`() throws {
    let columns = ["ID", "=x", "a,b"].map { Column(name: $0, title: $0, unit: .text) }
    let table = Table(name: "List", by: [], columns: columns)
    #expect(try Snapshot.text(Sample.report(table), as: .csv) == "\"ID\",'=x,\"a,b\"\n")
  }
}

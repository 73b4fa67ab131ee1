import Export
import Foundation
import Reports
import Support
import Testing

struct JSONWriterTests {
  @Test func `every kind of value and text is written`() throws {
    try Snapshot.expect(Sample.nasty, as: .json, is: "nasty.json")
  }

  @Test func `further tables follow the first one's totals`() throws {
    try Snapshot.expect(Sample.monthly, as: .json, is: "monthly.json")
  }

  @Test func `a report of nothing has all its keys`() throws {
    var report = Sample.report()
    report.period = Report.Period(from: nil, to: nil, timeZone: "UTC", localText: "all time")
    report.asOf = nil
    report.filters = [
      Report.Filter(name: "user", values: ["a"]), Report.Filter(name: "rule", values: []),
      Report.Filter(name: "user", values: ["b"]),
    ]
    #expect(
      try Snapshot.text(report, as: .json) == """
        {"schema_version":1,
         "report":{"title":"Sample","by":[],"filters":{"user":["a","b"],"rule":[]},"cost":"effective"},
         "period":{"from":null,"to":null,"time_zone":"UTC"},
         "as_of":null,
         "rows":[],
         "quality":{},
         "warnings":[]}

        """
    )
  }

  @Test func `shares of the cost stand beside it`() throws {
    let text = try Snapshot.text(Sample.shares, as: .json)
    let line = text.split(separator: "\n")[1]
    #expect(
      line == """
         "report":{"title":"Sample","by":[],"filters":{},"cost":"effective",\
        "cost_sources":{"carrier":{"attempts":1200,"cost_usd":1234.50},\
        "rated":{"attempts":1,"cost_usd":-0.00000001}}},
        """
    )
  }

  @Test func `columns of the same name get different keys`() throws {
    let columns = ["a", "a", "a_2", "a"].map { Column(name: $0, title: $0, unit: .count) }
    let table = Table(
      name: "Query",
      by: [],
      columns: columns,
      rows: [[.integer(1), .integer(2), .integer(3), .null]]
    )
    #expect(
      try Snapshot.text(Sample.report(table), as: .ndjson)
        == "{\"a\":1,\"a_3\":2,\"a_2\":3,\"a_4\":null}\n"
    )
  }

  @Test func `any text comes back from another reader`() throws {
    var generator = SplitMix64(seed: 5)
    let texts = (0..<500).map { _ in randomText(using: &generator) }
    let table = Table(
      name: "Texts",
      by: [],
      columns: [Column(name: "text", title: "Text", unit: .text)],
      rows: texts.map { [.text($0)] }
    )
    let bytes = try Snapshot.write(Sample.report(table), as: .json)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
    )
    let rows = try #require(object["rows"] as? [[String: String]])
    #expect(rows.map { Array($0["text", default: "?"].utf8) } == texts.map { Array($0.utf8) })
  }

  private func randomText(using generator: inout SplitMix64) -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...20, using: &generator) {
      let limit: UInt32 = [0x20, 0x80, 0x800, 0x10FFFF].randomElement(using: &generator) ?? 0x20
      // Half of what is drawn up there are surrogates or not; those that are get left out.
      if let scalar = Unicode.Scalar(UInt32.random(in: 0...limit, using: &generator)) {
        text.append(scalar)
      }
    }
    return String(text)
  }
}

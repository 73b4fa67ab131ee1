import Reports
import Support
import Testing

@testable import Export

struct XLSXWriterTests {
  private static let monthly = Result { try archive(Sample.monthly) }

  private static func archive(_ report: Report) throws -> ZipArchive {
    try ZipArchive(try Snapshot.write(report, as: .xlsx, options: ExportOptions(producer: "test")))
  }

  @Test func `the same report gives the same bytes`() throws {
    let first = try Snapshot.write(Sample.monthly, as: .xlsx)
    let second = try Snapshot.write(Sample.monthly, as: .xlsx)
    #expect(first == second)
    #expect(
      try ZipArchive(first)["docProps/core.xml"].contains(
        "<dcterms:created xsi:type=\"dcterms:W3CDTF\">2026-06-03T02:00:03Z</dcterms:created>"
      )
    )
    var timeless = Sample.monthly
    timeless.asOf = nil
    #expect(
      try Self.archive(timeless)["docProps/core.xml"].contains(">1980-01-01T00:00:00Z<")
    )
  }

  @Test func `the sheets are there, the ones to read first come first`() throws {
    #expect(
      try Self.monthly.get().sheetNames
        == ["Summary", "By user", "By day", "Chart data", "Definitions", "About"]
    )
  }

  @Test func `totals are formulas with their results, where these are the very totals`() throws {
    let sheet = try Self.monthly.get().sheet(2)
    let formulas = sheet.split(separator: "<f>").dropFirst().map { part in
      let formula = part.prefix { $0 != "<" }
      let value = part.split(separator: "<v>").dropFirst().first?.prefix { $0 != "<" } ?? ""
      return "\(formula) -> \(value)"
    }
    #expect(
      formulas == [
        "SUM(C2:C5) -> 1613",
        "SUM(E2:E5) -> 1023",
        "ROUND(E6/C6,6) -> 0.634222",
        "SUM(I2:I5) -> 1.533206018518519",
        "ROUND((I6*86400)/E6,4)/86400 -> 0.001498734953703704",
        "SUM(M2:M5) -> 203.19067891",
        "ROUND(M6*60/(I6*86400),6) -> 0.092032",
      ]
    )
  }

  @Test func `a total that its formula would not meet is a plain figure`() throws {
    var report = Sample.monthly.narrowed(toTableAt: 1)
    report.tables[0].totals?[1] = .integer(999)
    let sheet = try Self.archive(report).sheet(2)
    #expect(!sheet.contains("SUM(B2:B32)"))
    #expect(!sheet.contains("ROUND("))
    #expect(sheet.contains("<v>999</v>"))
    #expect(sheet.contains("<f>SUM(D2:D32)</f>"))
  }

  @Test func `what is missing from the rows has a line that the total counts`() throws {
    var report = Sample.monthly.narrowed(toTableAt: 0)
    report.tables[0].totals?[12] = Sample.dollars(20_319_067_893)
    let archive = try Self.archive(report)
    let sheet = archive.sheet(2)
    #expect(sheet.contains("<f>SUM(M2:M6)</f><v>203.19067893</v>"))
    #expect(sheet.contains("<c r=\"M6\""))
    #expect(sheet.contains("<autoFilter ref=\"A1:N5\"/>"))
    #expect(archive["xl/sharedStrings.xml"].contains("Not shown"))
    #expect(!(try Self.monthly.get())["xl/sharedStrings.xml"].contains("Not shown"))
  }

  @Test func `a report without dimensions has one row and its totals`() throws {
    var report = Sample.monthly.narrowed(toTableAt: 0)
    report.tables[0].by = []
    report.tables[0].columns.removeFirst(2)
    report.tables[0].rows = report.tables[0].totals.map { [Array($0.dropFirst(2))] } ?? []
    report.tables[0].totals?.removeFirst(2)
    let archive = try Self.archive(report)
    #expect(archive.sheetNames.contains("By user"))
    #expect(archive.sheet(2).contains("<f>SUM(A2:A2)</f>"))
  }

  @Test func `a rate is divided by the sum of its parts where these are there`() throws {
    var report = Sample.monthly.narrowed(toTableAt: 1)
    report.tables[0].columns[2] = Column(
      name: "unanswered_attempts",
      title: "Unanswered attempts",
      unit: .count,
      total: .sum
    )
    report.tables[0].columns[4].total = .quotient(
      dividend: "answered_attempts",
      divisors: ["answered_attempts", "unanswered_attempts"]
    )
    report.tables[0].totals?[2] = .integer(99)
    let sheet = try Self.archive(report).sheet(2)
    #expect(sheet.contains("<f>ROUND(D33/(D33+C33),6)</f><v>0.459016</v>"))
  }

  @Test func `the header stays, filters cover the rows, and pages repeat it`() throws {
    let archive = try Self.monthly.get()
    let sheet = archive.sheet(2)
    #expect(sheet.contains("<pane xSplit=\"2\" ySplit=\"1\" topLeftCell=\"C2\""))
    #expect(sheet.contains("<autoFilter ref=\"A1:N5\"/>"))
    #expect(sheet.contains("<pageSetup fitToHeight=\"0\" orientation=\"landscape\"/>"))
    #expect(sheet.contains("&amp;R&amp;8Page &amp;P of &amp;N</oddFooter>"))
    #expect(sheet.contains("On-call phone &amp;&amp; cost: March 2026"))
    let names = archive["xl/workbook.xml"]
    #expect(names.contains("'By user'!$1:$1</definedName>"))
  }

  @Test func `charts have their numbers in them`() throws {
    let archive = try Self.monthly.get()
    let columns = archive["xl/charts/chart1.xml"]
    #expect(columns.contains("<c:barDir val=\"col\"/>"))
    #expect(columns.contains("'Chart data'!$B$2:$B$32"))
    #expect(columns.contains("<c:ptCount val=\"31\"/>"))
    let bars = archive["xl/charts/chart2.xml"]
    #expect(bars.contains("<c:barDir val=\"bar\"/>"))
    #expect(bars.contains("<c:v>1204</c:v>"))
    #expect(bars.contains("<c:v>Björn Ångström</c:v>"))
  }

  @Test func `no text becomes a formula or a link, and none is lost`() throws {
    let archive = try Self.archive(Sample.nasty)
    let sheet = archive.sheet(2)
    #expect(!sheet.contains("<f>"))
    #expect(!sheet.contains("hyperlink"))
    let texts = sheet.split(separator: "<c r=\"A").dropFirst(2).map { cell -> String in
      guard let start = cell.firstRange(of: "<t") else { return "" }
      return String(cell[start.upperBound...].drop { $0 != ">" }.dropFirst().prefix { $0 != "<" })
    }
    let expected = Sample.texts.map { text in
      switch text {
      case "\r\n": "_x000D_\n"
      case "\u{1B}[31mred": "_x001B_[31mred"
      case "\0nul": "_x0000_nul"
      case "_x0041_": "_x005F_x0041_"
      case "\u{FFFF}": "\u{FFFD}"
      default: text
      }
    }
    #expect(texts == expected + [""])
  }

  @Test func `integers that a double would change are text`() throws {
    let sheet = try Self.archive(Sample.nasty).sheet(2)
    #expect(sheet.contains("<t>9223372036854775807</t>"))
    #expect(sheet.contains("<t>-9223372036854775808</t>"))
  }

  @Test func `a text longer than a cell is whole on its own sheet`() throws {
    let long = String(repeating: "añ😀_", count: 20_000)
    let table = Table(
      name: "Long texts",
      by: [],
      columns: [Column(name: "text", title: "Text", unit: .text)],
      rows: [[.text(long)], [.text("short")]]
    )
    let archive = try Self.archive(Sample.report(table))
    #expect(
      archive.sheetNames == ["Summary", "Long texts (2)", "Long texts", "Definitions", "About"]
    )
    let parts = archive.sheet(3).split(separator: "<c r=\"C").dropFirst(2).map { cell in
      cell.drop { $0 != ">" }.dropFirst().drop { $0 != ">" }.dropFirst()
        .drop { $0 != ">" }.dropFirst().prefix { $0 != "<" }
    }
    #expect(parts.joined() == long)
    #expect(
      archive.sheet(2).contains("[whole text on the sheet 'Long texts', at Long texts (2) A2]")
    )
    #expect(archive["xl/sharedStrings.xml"].contains("Texts longer than a cell can be: 1."))
  }

  @Test(arguments: [
    // Four rows need a sheet of five; where the totals do not fit, they get one of their own.
    (6, ["Summary", "By user"], "SUM(C2:C5)"),
    (5, ["Summary", "By user", "By user (2)"], "SUM('By user'!$C$2:$C$5)"),
    (4, ["Summary", "By user", "By user (2)"], "SUM('By user'!$C$2:$C$4,'By user (2)'!$C$2:$C$2)"),
  ])
  func `a table goes on where a sheet ends`(
    rowLimit: Int,
    sheetNames: [String],
    formula: String
  ) throws {
    let folder = try TemporaryDirectory()
    var report = Sample.monthly.narrowed(toTableAt: 0)
    report.charts = []
    var writer = try XLSXWriter(
      output: try Output(.file(path: folder.file("out"))),
      options: ExportOptions()
    )
    writer.rowLimit = rowLimit
    _ = try report.write(to: &writer)
    try writer.finish(report)
    let archive = try ZipArchive(try folder.contents(of: "out"))
    #expect(archive.sheetNames == sheetNames + ["Definitions", "About"])
    #expect(archive.sheet(sheetNames.count).contains("<f>\(formula)</f>"))
    let rows = (2...sheetNames.count).map {
      archive.sheet($0).split(separator: "<row ").count - 2
    }
    // Four rows and the totals, wherever they are.
    #expect(rows.reduce(0, +) == 5)
  }

  @Test func `a workbook of nothing can be opened`() throws {
    let table = Table(name: "", by: [], columns: [])
    #expect(try Self.archive(Sample.report()).sheetNames == ["Summary", "Definitions", "About"])
    #expect(
      try Self.archive(Sample.report(table)).sheetNames
        == ["Summary", "Table", "Definitions", "About"]
    )
  }

  @Test func `a pipe gets the same workbook as a file`() throws {
    var report = Sample.monthly
    let expected = try Snapshot.write(report, as: .xlsx)
    let folder = try TemporaryDirectory()
    try folder.write("", to: "out")
    let descriptor = try folder.openForWriting("out")
    try Format.xlsx.export(
      &report,
      to: .file(path: "/dev/fd/\(descriptor)"),
      options: ExportOptions()
    )
    #expect(try folder.contents(of: "out") == expected)
  }
}

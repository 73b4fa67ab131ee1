import Export
import Reports
import Testing

struct TableWriterTests {
  @Test(
    arguments: [
      (80, "monthly-80.txt"), (200, "monthly-200.txt"), (nil, "monthly.txt"),
    ] as [(Int?, String)]
  )
  func `a month fits the terminal`(columns: Int?, snapshot: String) throws {
    try Snapshot.expect(
      Sample.monthly,
      as: .table,
      options: ExportOptions(terminalColumns: columns),
      is: snapshot
    )
  }

  @Test func `nothing in a name reaches the terminal as a command`() throws {
    try Snapshot.expect(Sample.nasty, as: .table, is: "nasty.txt")
    let text = try Snapshot.text(Sample.nasty, as: .table)
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }

  @Test func `colour is there only when it is asked for, and changes no text`() throws {
    let plain = try Snapshot.text(Sample.monthly, as: .table)
    let colored = try Snapshot.text(
      Sample.monthly,
      as: .table,
      options: ExportOptions(usesColor: true)
    )
    #expect(!plain.contains("\u{1B}"))
    #expect(colored.hasPrefix("\u{1B}[1mOn-call"))
    #expect(colored.contains("\u{1B}[33mWarning: "))
    var stripped = colored
    for code in ["0", "1", "2", "33"] {
      stripped = stripped.split(separator: "\u{1B}[\(code)m", omittingEmptySubsequences: false)
        .joined()
    }
    #expect(stripped == plain)
  }

  @Test func `no line is wider than the terminal, and no column is lost`() throws {
    for width in stride(from: 50, through: 260, by: 7) {
      let text = try Snapshot.text(
        Sample.monthly,
        as: .table,
        options: ExportOptions(terminalColumns: width)
      )
      for line in text.split(separator: "\n") {
        // All characters of this report are one wide, but for four that are two.
        let wide = line.filter { "田中さん".contains($0) }.count
        #expect(line.count + wide <= width)
      }
      for figure in ["1,204", "1,100", "75.0 %", "82.1 %", "123,456", "136.7", "412.4"] {
        #expect(text.contains(figure))
      }
      #expect(text.contains("$182.345"))
      #expect(text.contains("$42.50"))
    }
  }

  @Test func `a list longer than what is kept is written whole, under one heading`() throws {
    let table = Table(
      name: "List",
      by: [],
      columns: [Column(name: "n", title: "N", unit: .count)],
      rows: (1...2500).map { [.integer($0)] }
    )
    let lines = try Snapshot.text(
      Sample.report(table),
      as: .table,
      options: ExportOptions(terminalColumns: 100)
    ).split(separator: "\n")
    #expect(lines.count == 3 + 2500)
    #expect(lines[2].hasSuffix("N"))
    #expect(lines[3...].map { $0.filter(\.isNumber) } == (1...2500).map { String($0) })
  }

  @Test func `an empty table says so`() throws {
    let table = Table(
      name: "List",
      by: [],
      columns: [Column(name: "n", title: "N", unit: .count)]
    )
    let text = try Snapshot.text(Sample.report(table), as: .table)
    #expect(text.hasSuffix("\n\nN\n(no rows)\n"))
  }
}

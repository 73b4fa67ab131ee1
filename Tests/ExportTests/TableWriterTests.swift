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
      for figure in ["1,204", "1,100", "75.0 %", "82.1 %", "34:17:36", "0:02:16.7", "0:06:52.4"] {
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

  @Test func `names that several ids have are told apart where the ids have no room`() throws {
    let columns = [
      Column(name: "user_id", title: "User ID", unit: .identifier, isDimension: true),
      Column(name: "user_name", title: "User", unit: .text, isDimension: true),
      Column(name: "attempts", title: "Attempts", unit: .count, total: .sum),
    ]
    let table = Table(
      name: "By user",
      by: ["user"],
      columns: columns,
      rows: [
        [.text("0d7c1b1e-5f0e-4b57-9d0c-000000000001"), .text("Ana"), .integer(1)],
        [.text("1d7c1b1e-5f0e-4b57-9d0c-000000000001"), .text("Ana"), .integer(2)],
        [.text("2d7c1b1e-5f0e-4b57-9d0c-000000000001"), .text("Bo, who has no namesake"), .null],
        [.null, .text("(none)"), .integer(3)],
      ],
      totals: [.null, .null, .integer(6)]
    )
    let text = try Snapshot.text(
      Sample.report(table),
      as: .table,
      options: ExportOptions(terminalColumns: 36)
    )
    #expect(
      text.split(separator: "\n").dropFirst(4).joined(separator: "\n") == """
        User                     Attempts
        Ana (0d7c1b1e)                  1
        Ana (1d7c1b1e)                  2
        Bo, who has no namesake         –
        (none)                          3
        ─────────────────────────────────
        Total                           6
        """
    )
  }

  @Test func `an answer stands to the right only where it is of numbers`() throws {
    let columns = ["n", "words", "mixed"].map { Column(name: $0, title: $0, unit: .number) }
    let table = Table(
      name: "Query",
      by: [],
      columns: columns,
      rows: [
        [.integer(1), .null, .integer(7)], [.integer(1000), .text("two"), .text("x")],
        [.null, .text("seventeen"), .decimal(FixedDecimal(unscaled: 15, scale: 1))],
      ]
    )
    let text = try Snapshot.text(Sample.report(table), as: .table)
    #expect(
      text.split(separator: "\n").dropFirst(2).joined(separator: "\n") == """
           n  words      mixed
           1  –          7
        1000  two        x
           –  seventeen  1.5
        """
    )
  }

  @Test(arguments: [
    (Value.decimal(FixedDecimal(unscaled: 250_000_000, scale: 8)), "Rounding         $0.01"),
    (Value.null, "Not shown         $2.51"),
  ])
  func `what is missing from the total has a line`(second: Value, line: String) throws {
    let table = Table(
      name: "By rule",
      by: ["rule"],
      columns: [
        Column(name: "rule", title: "Rule", unit: .text, isDimension: true),
        Column(name: "calls", title: "Calls", unit: .count, total: .value),
        Column(name: "cost_usd", title: "Cost", unit: .dollars, total: .sum),
      ],
      rows: [
        [.text("a"), .integer(1), .decimal(FixedDecimal(unscaled: 100_000_000, scale: 8))],
        [.text("b"), .integer(1), second],
      ],
      totals: [.null, .integer(1), .decimal(FixedDecimal(unscaled: 351_000_000, scale: 8))]
    )
    let lines = try Snapshot.text(Sample.report(table), as: .table).split(separator: "\n")
    #expect(lines[5] == line)
    #expect(lines[7].hasSuffix("  1  $3.51"))
    let label = line.prefix { $0 != " " }
    #expect(lines.count == 9 && lines[8].hasPrefix(label) && lines[8].contains(": what is "))
  }

  @Test func `it is told where the cost comes from`() throws {
    let text = try Snapshot.text(Sample.shares, as: .table)
    #expect(
      text.hasSuffix(
        "\n\nCosts come from: carrier $1,234.50 (1,200 attempts), rated -$0.00000001 (1 attempt).\n"
      )
    )
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

package import Reports

/// Writes tables for people at a terminal.
///
/// Widths follow from the first thousand rows; a longer list is streamed on under them. Where the
/// terminal is too narrow no figure is dropped: columns go on in further blocks.
package struct TableWriter: ReportWriter, ~Copyable {
  private var output: Output
  private let options: ExportOptions
  private var tableCount = 0
  private var table: Table?
  private var rows: [[Value]] = []
  private var layout: TerminalLayout?
  private var barScale: Int128 = 0
  private var rest = OpenRest(columns: [])

  private static let rowsKept = 1000

  package init(output: consuming Output, options: ExportOptions) {
    self.output = output
    self.options = options
  }

  package mutating func begin(_ report: Report) throws(ExportError) {
    writeLine(TerminalText.visible(report.title), style: .bold)
    var facts = report.period.localText
    if let asOf = report.asOf {
      facts += "; data as of \(TerminalCell.localText(of: asOf, offsetSeconds: 0)) UTC"
    }
    writeSentence(facts)
    if !report.filters.isEmpty {
      let filters = report.filters.map { "\($0.name) = \($0.values.joined(separator: ", "))" }
      writeSentence("Only: " + filters.joined(separator: "; "))
    }
  }

  package mutating func beginTable(_ table: Table) throws(ExportError) {
    tableCount += 1
    self.table = table
    rows = []
    layout = nil
    rest = OpenRest(columns: table.columns)
    writeLine("")
    if tableCount > 1 { writeLine(TerminalText.visible(table.name), style: .bold) }
  }

  package mutating func writeRow(_ row: [Value]) throws(ExportError) {
    rows.append(row)
    rest.add(row)
    if rows.count == Self.rowsKept { try writeRows(totals: nil, isLast: false) }
  }

  package mutating func endTable(totals: [Value]?) throws(ExportError) {
    try writeRows(totals: totals, isLast: true)
    if let reason = totals.flatMap(rest.line)?.reason {
      writeSentence("\(reason.rawValue): \(reason.definition).", style: .dim)
    }
    let bare = layout?.blocks.joined().filter { $0.isBareRate && !$0.column.definition.isEmpty }
    var noted: Set<Int> = []
    for column in bare ?? [] where noted.insert(column.index).inserted {
      writeSentence("\(column.column.title): \(column.column.definition)", style: .dim)
    }
  }

  package consuming func finish(_ report: Report) throws(ExportError) {
    let quality = report.quality.filter { $0.count != 0 }
    let shares = report.costSharesText
    if shares != nil || !quality.isEmpty || !report.warnings.isEmpty { writeLine("") }
    if let shares { writeSentence("Costs come from: \(shares).") }
    for figure in quality {
      writeSentence(
        "\(figure.title): \(TerminalCell.grouped(String(figure.count))). \(figure.advice)"
      )
    }
    for warning in report.warnings { writeSentence("Warning: \(warning)", style: .yellow) }
    try output.finish()
  }
}

extension TableWriter {
  private enum Style: String {
    case plain = ""
    case bold = "\u{1B}[1m"
    case dim = "\u{1B}[2m"
    case yellow = "\u{1B}[33m"
  }

  /// Writes the rows kept so far; `isLast` also closes the table with its totals.
  private mutating func writeRows(totals: [Value]?, isLast: Bool) throws(ExportError) {
    guard let table else { preconditionFailure("rows come after beginTable") }
    let isContinued = layout != nil
    let open = totals.flatMap(rest.line)
    let layout =
      self.layout
      ?? TerminalLayout(
        table: table,
        rows: rows,
        last: [open.map { ($0.reason.rawValue, $0.values) }, totals.map { ("Total", $0) }]
          .compactMap(\.self),
        width: options.terminalColumns
      )
    self.layout = layout
    if let bars = layout.bars, !isContinued {
      barScale = rows.reduce(0) { max($0, Self.magnitude($1[bars.index])) }
    }
    if isContinued, rows.isEmpty, totals == nil { return }
    for (number, block) in layout.blocks.enumerated() {
      if number > 0 { writeLine("") }
      if !isContinued || layout.blocks.count > 1 { writeHeading(block) }
      for row in rows {
        let bar = number == 0 ? self.bar(row, layout.bars) : ""
        write(block.map { $0.padded($0.cell(in: row)) }, behind: bar)
        try output.flushIfLarge()
      }
      if isLast, rows.isEmpty, !isContinued { writeLine("(no rows)", style: .dim) }
      if isLast, let open {
        writeLabelled(open.reason.rawValue, open.values, block: block, style: .dim)
      }
      if isLast, let totals {
        let rule = block.map { String(repeating: "\u{2500}", count: $0.width) }
        write(rule, style: .dim, separator: "\u{2500}\u{2500}")
        writeLabelled("Total", totals, block: block, style: .bold)
      }
    }
    rows = []
  }

  private mutating func writeHeading(_ block: [TerminalColumn]) {
    let lines = block.reduce(1) { max($0, $1.heading.count) }
    for line in 0..<lines {
      write(block.map { $0.paddedHeading(line: line, of: lines) }, style: .bold)
    }
  }

  /// Writes a line below the rows, with a label in place of dimensions.
  private mutating func writeLabelled(
    _ label: String,
    _ values: [Value],
    block: [TerminalColumn],
    style: Style
  ) {
    let cells = block.enumerated().map { place, column in
      let isUnknown = values[column.index] == .null
      if isUnknown, place == 0 { return column.padded(TerminalCell(label)) }
      // Only a total can be unknown; the rest is open in some columns only.
      let isBlank = isUnknown && (column.column.isDimension || label != "Total")
      return column.padded(isBlank ? TerminalCell("") : column.cell(in: values))
    }
    write(cells, style: style)
  }

  /// A bar of eighths of a block, in proportion to the largest value.
  private func bar(_ row: [Value], _ bars: (index: Int, length: Int)?) -> String {
    guard let bars, barScale > 0 else { return "" }
    let value = min(Self.magnitude(row[bars.index]), barScale)
    let eighths = Int(value * Int128(bars.length * 8) / barScale)
    let blocks = String(repeating: "\u{2588}", count: eighths / 8)
    let rest = [
      "", "\u{258F}", "\u{258E}", "\u{258D}", "\u{258C}", "\u{258B}", "\u{258A}", "\u{2589}",
    ]
    return blocks + rest[eighths % 8]
  }

  /// Values of one column in one scale; what is unknown or negative has no bar.
  private static func magnitude(_ value: Value) -> Int128 {
    switch value {
    case .integer(let number): Int128(max(0, number)) * Int128(powerOfTen(8))
    case .decimal(let number) where number.scale <= 8:
      Int128(max(0, number.unscaled)) * Int128(powerOfTen(8 - number.scale))
    default: 0
    }
  }

  private mutating func writeSentence(_ text: String, style: Style = .plain) {
    let visible = TerminalText.visible(text)
    for line in TerminalText.wrapped(visible, to: options.terminalColumns, indent: "  ") {
      writeLine(line, style: style)
    }
  }

  private mutating func write(
    _ cells: [String],
    style: Style = .plain,
    separator: String = "  ",
    behind: String = ""
  ) {
    var line = cells.joined(separator: separator)
    if !behind.isEmpty { line += separator + behind }
    while line.last == " " { line.removeLast() }
    writeLine(line, style: style)
  }

  private mutating func writeLine(_ line: String, style: Style = .plain) {
    let isStyled = options.usesColor && style != .plain && !line.isEmpty
    if isStyled { output.buffer.append(style.rawValue) }
    output.buffer.append(line)
    output.buffer.append(isStyled ? "\u{1B}[0m\n" : "\n")
  }
}

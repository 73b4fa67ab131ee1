import Reports

/// Shows a bridge as a table: where it begins, a line for each reason, and where it ends.
struct BridgeTable {
  private let bridge: Bridge
  /// The carrier's invoice; the table ends with it where there is one.
  private let invoiceUnits: Int64?

  init(_ bridge: Bridge, invoiceUnits: Int64?) {
    self.bridge = bridge
    self.invoiceUnits = invoiceUnits
  }

  /// What no record explains, without signs; at most what fits.
  var unexplained: Int64 {
    let invoice = (invoiceUnits.map { Int128($0) - Int128(bridge.billed.units) } ?? 0).magnitude
    let records = UInt128(bridge.lines[.unexplained]?.magnitude ?? 0)
    return Int64(clamping: invoice + records)
  }

  func table() throws(ReportError) -> Table {
    var rows = [
      row("recorded", "costs that OneUptime recorded", bridge.recorded),
      row("rated", "costs by the rate card", bridge.rated),
    ]
    for reason in DifferenceReason.allCases {
      guard let line = bridge.lines[reason] else { continue }
      rows.append(row(reason.rawValue, reason.meaning, line))
    }
    var totals = row("billed", "what the carrier billed", bridge.billed)
    if let invoiceUnits {
      let (rest, isTooLarge) = invoiceUnits.subtractingReportingOverflow(bridge.billed.units)
      if isTooLarge { throw .overflow(column: "amount in \(bridge.currency)") }
      rows.append(row("not_in_records", "invoiced beside the legs", count: nil, rest))
      totals = row("invoiced", "what the carrier invoiced", count: nil, invoiceUnits)
    }
    return Table(
      name: "Bridge in \(bridge.currency)",
      by: ["reason"],
      label: bridge.currency.lowercased(),
      columns: columns,
      rows: rows,
      totals: totals
    )
  }

  private var columns: [Column] {
    [
      Column(
        name: "reason",
        title: "Reason",
        unit: .text,
        definition: "Why the two sides differ, in one word.",
        isDimension: true
      ),
      Column(
        name: "meaning",
        title: "Meaning",
        unit: .text,
        definition: definitions,
        isDimension: true
      ),
      Column(
        name: "count",
        title: "Count",
        unit: .count,
        total: .value,
        definition: "Attempts or legs that the amount is of."
      ),
      Column(
        name: "amount_\(bridge.currency.lowercased())",
        title: "Amount (\(bridge.currency))",
        unit: bridge.currency == Bridges.home ? .dollars : .money,
        total: .sum,
        definition: "What the line adds to those above it; together they are what was billed."
      ),
    ]
  }

  /// What each line is, for those who have nothing but the workbook.
  private var definitions: String {
    let reasons = DifferenceReason.allCases.filter { bridge.lines[$0] != nil }
    return (["The same in a few words."] + reasons.map { "\($0.rawValue): \($0.definition)" })
      .joined(separator: "\n")
  }

  private func row(_ code: String, _ meaning: String, _ line: Bridge.Line) -> [Value] {
    row(code, meaning, count: line.count, line.units)
  }

  private func row(_ code: String, _ meaning: String, count: Int64?, _ units: Int64) -> [Value] {
    [
      .text(code), .text(meaning), count.map { .integer($0) } ?? .null,
      .decimal(FixedDecimal(unscaled: units, scale: 8)),
    ]
  }
}

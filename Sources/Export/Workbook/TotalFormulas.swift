internal import Reports

/// The formulas of a totals row.
///
/// A formula is given only where it comes to the very total that the report states: calculating
/// the workbook again must not change a figure somebody signed.
struct TotalFormulas {
  let columns: [Column]
  let totals: [Value]
  let sums: [RunningSum]
  let parts: [TableSheet.Part]
  /// The row of the totals, on the last sheet.
  let row: Int

  func formula(at index: Int) -> String? {
    switch columns[index].total {
    case .sum: sum(at: index)
    case .quotient(let dividend, let divisors): quotient(at: index, dividend, divisors)
    case .value, .none: nil
    }
  }

  private func sum(at index: Int) -> String? {
    guard sums[index].equals(totals[index]) else { return nil }
    let filled = parts.filter { $0.rowCount > 0 }
    if filled.count == 1, parts.count == 1, row == filled[0].rowCount + 1 {
      let name = CellReference.column(index)
      return "SUM(\(name)2:\(name)\(row))"
    }
    let ranges = filled.map {
      CellReference.range(sheet: $0.sheet.name, rows: 1...$0.rowCount, column: index)
    }
    return "SUM(\(ranges.joined(separator: ",")))"
  }

  private func quotient(at index: Int, _ dividend: String, _ divisors: [String]) -> String? {
    let below = divisors.compactMap { name in columns.firstIndex { $0.name == name } }
    guard let above = columns.firstIndex(where: { $0.name == dividend }),
      below.count == divisors.count, let total = decimal(totals[index])
    else { return nil }
    let digits = columns[index].unit.decimals.upperBound
    // A cost for a minute is divided by a column of seconds.
    for factor: Int64 in below.contains(where: { columns[$0].unit == .seconds }) ? [1, 60] : [1] {
      guard
        RunningSum.quotient(
          of: totals[above],
          by: below.map { totals[$0] },
          times: factor,
          equals: total,
          digits: digits
        )
      else { continue }
      let divisor = below.map(seconds).joined(separator: "+")
      let quotient =
        seconds(above) + (factor == 1 ? "" : "*\(factor)") + "/"
        + (below.count > 1 ? "(\(divisor))" : divisor)
      let rounded = "ROUND(\(quotient),\(digits))"
      return isDuration(index) ? rounded + "/86400" : rounded
    }
    return nil
  }

  private func decimal(_ value: Value) -> FixedDecimal? {
    switch value {
    case .decimal(let decimal): decimal
    case .ratio(let ratio): ratio.decimal
    case .null, .text, .integer, .instant, .boolean: nil
    }
  }

  /// A cell's number in the unit of its column: durations are kept as days.
  private func seconds(_ index: Int) -> String {
    let cell = CellReference.cell(row: row, column: index)
    return isDuration(index) ? "(\(cell)*86400)" : cell
  }

  private func isDuration(_ index: Int) -> Bool {
    switch columns[index].unit {
    case .seconds, .fractionalSeconds: true
    default: false
    }
  }
}

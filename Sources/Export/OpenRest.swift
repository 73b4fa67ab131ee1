internal import Reports

/// What the lines of a table leave open to its totals, as far as these are amounts of money.
///
/// Two things can keep amounts from adding up: rounding, and lines whose own amount is unknown
/// while the total knows a part of it.
struct OpenRest {
  private let columns: [Column]
  /// Why the lines do not meet the total; the label of the line that says how much it is.
  enum Reason: String {
    case rounding = "Rounding"
    case notShown = "Not shown"

    var definition: String {
      switch self {
      case .rounding: "what is lost where amounts are rounded to be shown"
      case .notShown: "what is known of costs in lines whose cost as a whole is not"
      }
    }
  }

  /// The sums of the amounts as they are displayed, in their last decimal.
  private var sums: [Int128]
  private var hasBlanks: [Bool]

  init(columns: [Column]) {
    self.columns = columns
    sums = columns.map { _ in 0 }
    hasBlanks = columns.map { _ in false }
  }

  mutating func add(_ row: [Value]) {
    for index in row.indices where isAdditive(index) {
      if let amount = displayed(row[index], at: index) {
        sums[index] += amount
      } else {
        hasBlanks[index] = true
      }
    }
  }

  /// The line that makes the others meet the totals; nil where they do.
  func line(totals: [Value]) -> (values: [Value], reason: Reason)? {
    var values = columns.map { _ in Value.null }
    var reason = Reason.rounding
    for index in totals.indices where isAdditive(index) {
      guard let total = displayed(totals[index], at: index), total != sums[index],
        let rest = Int64(exactly: total - sums[index])
      else { continue }
      let scale = columns[index].unit.decimals.upperBound
      values[index] = .decimal(FixedDecimal(unscaled: rest, scale: scale))
      if hasBlanks[index] { reason = .notShown }
    }
    return values.contains { $0 != .null } ? (values, reason) : nil
  }

  private func isAdditive(_ index: Int) -> Bool {
    [.dollars, .money].contains(columns[index].unit) && columns[index].total == .sum
  }

  private func displayed(_ value: Value, at index: Int) -> Int128? {
    let decimals = columns[index].unit.decimals
    let number: FixedDecimal
    switch value {
    case .integer(let integer): number = FixedDecimal(unscaled: integer, scale: 0)
    case .decimal(let decimal): number = decimal.normalized(decimals: 0...decimals.upperBound)
    case .null, .text, .ratio, .instant, .boolean: return nil
    }
    return Int128(number.unscaled) * Int128(powerOfTen(decimals.upperBound - number.scale))
  }
}

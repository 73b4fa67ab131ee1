import Reports

extension Table {
  /// Every row as one line of texts with bars between, NULL as ∅: easy to compare and to read.
  var lines: [String] { rows.map { line($0) } }

  func line(_ values: [Value]) -> String {
    zip(values, columns).map { value, column in
      switch value {
      case .null: "∅"
      case .text(let text): text
      case .integer(let integer): String(integer)
      case .decimal(let decimal): decimal.text(decimals: column.unit.decimals)
      case .ratio(let ratio): ratio.decimal.text(decimals: column.unit.decimals)
      case .instant(let instant, _): instant.description
      case .boolean(let boolean): String(boolean)
      }
    }.joined(separator: "|")
  }
}

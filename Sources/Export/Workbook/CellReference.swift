/// Names of cells and ranges in formulas.
enum CellReference {
  /// `A` to `XFD`, counted from zero.
  static func column(_ index: Int) -> String {
    var name = ""
    var rest = index + 1
    while rest > 0 {
      let letter = UInt8(ascii: "A") + UInt8((rest - 1) % 26)
      name = String(UnicodeScalar(letter)) + name
      rest = (rest - 1) / 26
    }
    return name
  }

  static func cell(row: Int, column: Int) -> String {
    "\(Self.column(column))\(row + 1)"
  }

  /// `'By user'!`, with apostrophes doubled.
  static func sheet(_ name: String) -> String {
    "'" + name.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
      + "'!"
  }

  /// `'By user'!$A$2:$A$9`.
  static func range(sheet: String, rows: ClosedRange<Int>, column: Int) -> String {
    let name = Self.column(column)
    return Self.sheet(sheet) + "$\(name)$\(rows.lowerBound + 1):$\(name)$\(rows.upperBound + 1)"
  }
}

internal import Reports

/// Which columns stand where: everything beside each other, or in blocks below each other.
struct TerminalLayout {
  private(set) var blocks: [[TerminalColumn]]
  /// The column whose values are drawn as bars, and how long these may get.
  private(set) var bars: (index: Int, length: Int)?

  private static let gap = 2

  /// Lays out a table for its first rows; `width` is nil where there is no limit.
  init(table: Table, rows: [[Value]], totals: [Value]?, width: Int?) {
    var columns = table.columns.indices.map { TerminalColumn(index: $0, columns: table.columns) }
    for row in rows + (totals.map { [$0] } ?? []) {
      for index in columns.indices { columns[index].makeRoom(for: columns[index].cell(in: row)) }
    }
    if totals != nil, !columns.isEmpty { columns[0].makeRoom(for: TerminalCell("Total")) }
    blocks = [columns]
    guard let width else { return }
    let metric = columns.firstIndex { !$0.column.isDimension && $0.isNumeric }
    let left = width - Self.width(columns) - Self.gap
    if let metric, left >= 8, !table.by.isEmpty, rows.count > 1 {
      bars = (columns[metric].index, min(left, 30))
    }
    if Self.width(columns) <= width { return }
    columns = Self.withoutNamedIds(columns)
    for step in 0..<4 where Self.width(columns) > width {
      for index in columns.indices {
        switch step {
        case 0: columns[index].wrapHeading()
        default: columns[index].limit = [0, 40, 24, 16][step]
        }
        if step > 0 { columns[index].wrapHeading() }
      }
    }
    if Self.width(columns) > width {
      // Blocks it is: texts may be longer again, as long as the labels leave half of the width.
      let labelCount = max(1, columns.prefix(while: \.column.isDimension).count)
      for index in columns.indices {
        columns[index].limit = max(8, min(40, width / 2 / labelCount))
        columns[index].wrapHeading()
      }
    }
    blocks = Self.broken(columns, width: width)
  }

  private static func width(_ columns: some Collection<TerminalColumn>) -> Int {
    columns.reduce(0) { $0 + $1.width } + gap * max(0, columns.count - 1)
  }

  /// An id goes where the name of the same thing stands beside it.
  private static func withoutNamedIds(_ columns: [TerminalColumn]) -> [TerminalColumn] {
    let names = Set(columns.map(\.column.name))
    let kept = columns.filter { column in
      guard column.column.unit == .identifier, column.column.name.hasSuffix("_id") else {
        return true
      }
      return !names.contains(column.column.name.dropLast(3) + "_name")
    }
    return kept.isEmpty ? columns : kept
  }

  /// Repeats the leading labels before each block of further columns.
  private static func broken(_ columns: [TerminalColumn], width: Int) -> [[TerminalColumn]] {
    if Self.width(columns) <= width { return [columns] }
    let labels = columns.prefix(while: \.column.isDimension)
    let repeated = Array(labels.isEmpty ? columns.prefix(1) : labels)
    var blocks: [[TerminalColumn]] = []
    var block = repeated
    for column in columns.dropFirst(repeated.count) {
      if block.count > repeated.count, Self.width(block + [column]) > width {
        blocks.append(block)
        block = repeated
      }
      block.append(column)
    }
    return blocks + [block]
  }
}

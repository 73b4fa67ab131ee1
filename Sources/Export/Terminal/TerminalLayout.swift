internal import Reports

/// Which columns stand where: everything beside each other, or in blocks below each other.
struct TerminalLayout {
  private(set) var blocks: [[TerminalColumn]]
  /// The column whose values are drawn as bars, and how long these may get.
  private(set) var bars: (index: Int, length: Int)?

  private static let gap = 2
  /// How wide texts may be, from what is best to what can just be recognized.
  private static let limits = [nil, 40, 32, 24, 20, 16]

  /// Lays out a table for its first rows; `width` is nil where there is no limit.
  ///
  /// `last` are the lines below the rows, with their labels.
  init(
    table: Table,
    rows: [[Value]],
    last: [(label: String, values: [Value])],
    width: Int?
  ) {
    var columns = table.columns.indices.map { TerminalColumn(index: $0, columns: table.columns) }
    for row in rows + last.map(\.values) {
      for index in columns.indices {
        columns[index].makeRoom(for: row[index], columns[index].cell(in: row))
      }
    }
    Self.makeRoom(forLabels: last.map(\.label), in: &columns)
    blocks = [columns]
    guard let width else { return }
    let metric = columns.firstIndex { !$0.column.isDimension && $0.isNumeric }
    let left = width - Self.width(columns) - Self.gap
    if let metric, left >= 8, !table.by.isEmpty, rows.count > 1 {
      bars = (columns[metric].index, min(left, 30))
    }
    if Self.width(columns) <= width { return }
    columns = Self.withoutNamedIds(columns, rows: rows)
    Self.makeRoom(forLabels: last.map(\.label), in: &columns)
    blocks = Self.fitted(columns, width: width)
  }

  private static func makeRoom(forLabels labels: [String], in columns: inout [TerminalColumn]) {
    guard !columns.isEmpty else { return }
    for label in labels { columns[0].makeRoom(for: TerminalCell(label)) }
  }

  private static func width(_ columns: some Collection<TerminalColumn>) -> Int {
    columns.reduce(0) { $0 + $1.width } + gap * max(0, columns.count - 1)
  }

  /// An id goes where the name of the same thing stands beside it, unless names are shared.
  private static func withoutNamedIds(
    _ columns: [TerminalColumn],
    rows: [[Value]]
  ) -> [TerminalColumn] {
    var kept = columns
    for column in columns where column.column.unit == .identifier {
      guard column.column.name.hasSuffix("_id"),
        let name = kept.firstIndex(where: {
          $0.column.name == column.column.name.dropLast(3) + "_name"
        })
      else { continue }
      kept[name].tellApart(byIdAt: column.index, rows: rows)
      kept.removeAll { $0.index == column.index }
    }
    return kept
  }

  /// Shortens texts no more than it takes to have the fewest blocks.
  private static func fitted(_ columns: [TerminalColumn], width: Int) -> [[TerminalColumn]] {
    let layouts = limits.map { broken(limited(columns, to: $0), width: width) }
    let fitting = layouts.filter { $0.allSatisfy { Self.width($0) <= width } }
    if let best = fitting.min(by: { $0.count < $1.count }) { return best }
    // So many labels, or so narrow a terminal, that next to nothing can be left of a text.
    return broken(limited(columns, to: 8), width: width)
  }

  private static func limited(_ columns: [TerminalColumn], to limit: Int?) -> [TerminalColumn] {
    columns.map { column in
      var column = column
      column.limit = limit
      column.wrapHeading()
      return column
    }
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

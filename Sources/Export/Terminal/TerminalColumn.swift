internal import Reports

/// A column of a terminal table: how its cells are made and how wide they are.
struct TerminalColumn {
  let index: Int
  let column: Column
  /// Where the parts of a rate are found in a row, to show `12/19` beside it.
  private let parts: (dividend: Int, divisor: Int)?
  var heading: [String]
  private(set) var mainWidth = 0
  private(set) var tailWidth = 0
  /// The widest that cells of text may be; nil where nothing is cut.
  var limit: Int?

  init(index: Int, columns: [Column]) {
    self.index = index
    column = columns[index]
    heading = [TerminalText.visible(column.title)]
    parts =
      if column.unit == .rate, case .quotient(let dividend, let divisor) = column.total,
        let above = columns.firstIndex(where: { $0.name == dividend }),
        let below = columns.firstIndex(where: { $0.name == divisor })
      {
        (above, below)
      } else {
        nil
      }
  }

  var isNumeric: Bool { TableSheet.isNumeric(column.unit) }

  /// A rate without its parts in sight needs a note that says what is divided by what.
  var isBareRate: Bool { column.unit == .rate && parts == nil }

  var width: Int { max(cellWidth, heading.reduce(0) { max($0, DisplayWidth.of($1)) }) }

  private var cellWidth: Int { min(mainWidth, limit ?? mainWidth) + tailWidth }

  func cell(in row: [Value]) -> TerminalCell {
    var cell = TerminalCell(row[index], unit: column.unit)
    if let parts, row[index] != .null {
      let above = TerminalCell(row[parts.dividend], unit: .count).main
      let below = TerminalCell(row[parts.divisor], unit: .count).main
      cell.tail = " (\(above)/\(below))"
    }
    return cell
  }

  mutating func makeRoom(for cell: TerminalCell) {
    mainWidth = max(mainWidth, DisplayWidth.of(cell.main))
    tailWidth = max(tailWidth, DisplayWidth.of(cell.tail))
  }

  /// Breaks the heading so that it is no wider than it must be in at most three lines.
  mutating func wrapHeading() {
    let title = TerminalText.visible(column.title)
    let longest = title.split(separator: " ").map { DisplayWidth.of(String($0)) }.max() ?? 0
    var width = max(cellWidth, longest)
    repeat {
      heading = TerminalText.wrapped(title, to: width, indent: "")
      width += 1
    } while heading.count > 3
  }

  /// The cell filled with spaces to the column's width.
  func padded(_ cell: TerminalCell) -> String {
    var main = cell.main
    if let limit, !isNumeric { main = TerminalText.shortened(main, to: limit) }
    if !isNumeric {
      return main + cell.tail + Self.spaces(width - DisplayWidth.of(main))
    }
    let tail = cell.tail + Self.spaces(tailWidth - DisplayWidth.of(cell.tail))
    return Self.spaces(width - DisplayWidth.of(main) - DisplayWidth.of(tail)) + main + tail
  }

  func paddedHeading(line: Int, of count: Int) -> String {
    // Headings of fewer lines stand at the bottom.
    let own = line - (count - heading.count)
    let text = own >= 0 ? heading[own] : ""
    let fill = Self.spaces(width - DisplayWidth.of(text))
    return isNumeric ? fill + text : text + fill
  }

  static func spaces(_ count: Int) -> String {
    String(repeating: " ", count: max(0, count))
  }
}

internal import Reports

/// A column of a terminal table: how its cells are made and how wide they are.
struct TerminalColumn {
  let index: Int
  let column: Column
  /// Whether what is divided by what can be seen in other columns.
  private let hasPartsInSight: Bool
  var heading: [String]
  private var mainWidth = 0
  private var tailWidth = 0
  /// Whether a column of anything has turned out to hold words.
  private var holdsText = false
  /// The widest that cells of text may be; nil where nothing is cut.
  var limit: Int?
  /// Names that several ids have, which are told apart by the beginning of the id.
  private var namesakes: Set<String> = []
  private var idIndex: Int?

  init(index: Int, columns: [Column]) {
    self.index = index
    column = columns[index]
    heading = [TerminalText.visible(column.title)]
    hasPartsInSight =
      if case .quotient(let dividend, let divisors) = column.total {
        Set(columns.map(\.name)).isSuperset(of: divisors + [dividend])
      } else {
        false
      }
  }

  var isNumeric: Bool { TableSheet.isNumeric(column.unit) && !holdsText }

  /// A rate without its parts in sight needs a note that says what is divided by what.
  var isBareRate: Bool { column.unit == .rate && !hasPartsInSight }

  var width: Int { max(cellWidth, heading.reduce(0) { max($0, DisplayWidth.of($1)) }) }

  private var cellWidth: Int {
    isNumeric ? mainWidth + tailWidth : min(mainWidth, limit ?? mainWidth)
  }

  func cell(in row: [Value]) -> TerminalCell {
    var cell = TerminalCell(row[index], unit: column.unit)
    if let idIndex, case .text(let id) = row[idIndex], case .text(let name) = row[index],
      namesakes.contains(name)
    {
      cell.tail = " (\(TerminalText.visible(String(id.prefix(8)))))"
    }
    return cell
  }

  mutating func makeRoom(for value: Value, _ cell: TerminalCell) {
    switch value {
    case .text, .instant, .boolean: if column.unit == .number { holdsText = true }
    case .null, .integer, .decimal, .ratio: break
    }
    makeRoom(for: cell)
  }

  mutating func makeRoom(for cell: TerminalCell) {
    let (main, tail) = (DisplayWidth.of(cell.main), DisplayWidth.of(cell.tail))
    if TableSheet.isNumeric(column.unit) {
      mainWidth = max(mainWidth, main)
      tailWidth = max(tailWidth, tail)
    } else {
      mainWidth = max(mainWidth, main + tail)
    }
  }

  /// Tells rows of the same name apart by the id that stands in another column.
  mutating func tellApart(byIdAt idIndex: Int, rows: [[Value]]) {
    var ids: [String: Value] = [:]
    for row in rows {
      guard case .text(let name) = row[index] else { continue }
      if let id = ids[name], id != row[idIndex] { namesakes.insert(name) }
      ids[name] = row[idIndex]
    }
    self.idIndex = idIndex
    for row in rows { makeRoom(for: cell(in: row)) }
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
    let tailWidth = DisplayWidth.of(cell.tail)
    if !isNumeric {
      let main = TerminalText.shortened(cell.main, to: (limit ?? .max) - tailWidth)
      return main + cell.tail + Self.spaces(width - DisplayWidth.of(main) - tailWidth)
    }
    let tail = cell.tail + Self.spaces(self.tailWidth - tailWidth)
    return Self.spaces(width - DisplayWidth.of(cell.main) - DisplayWidth.of(tail)) + cell.main
      + tail
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

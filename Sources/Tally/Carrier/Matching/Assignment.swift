/// The cheapest way of giving each row at most one column and each column at most one row.
///
/// The Hungarian method with potentials, O(n² (n + m)): groups are small.
struct Assignment {
  /// A pair that must not be.
  static let forbidden: Int64 = 1 << 40

  /// The column of each row; nil for a row that is left alone.
  private(set) var columns: [Int?] = []
  /// The sum of what the pairs cost and of what leaving rows alone costs.
  private(set) var total: Int64 = 0

  /// `costs` has a row's costs one behind another, ``forbidden`` or more for what must not be;
  /// `loneCost` is what leaving a row alone costs, so that no pair is made that costs more.
  init(costs: [Int64], rowCount: Int, columnCount: Int, loneCost: Int64) {
    // Each row has a column of its own besides, which stands for none.
    let width = columnCount + rowCount
    func cost(_ row: Int, _ column: Int) -> Int64 {
      if column < columnCount { return min(costs[row * columnCount + column], Self.forbidden) }
      return column - columnCount == row ? loneCost : Self.forbidden
    }
    // Rows and columns are counted from 1, and 0 stands for none, as the method has it.
    var rowPotential = [Int64](repeating: 0, count: rowCount + 1)
    var columnPotential = [Int64](repeating: 0, count: width + 1)
    var rowOfColumn = [Int](repeating: 0, count: width + 1)
    var before = [Int](repeating: 0, count: width + 1)
    for row in stride(from: 1, through: rowCount, by: 1) {
      rowOfColumn[0] = row
      var column = 0
      var least = [Int64](repeating: .max, count: width + 1)
      var isUsed = [Bool](repeating: false, count: width + 1)
      repeat {
        isUsed[column] = true
        let current = rowOfColumn[column]
        var step = Int64.max
        var next = 0
        for candidate in 1...width where !isUsed[candidate] {
          let reduced =
            cost(current - 1, candidate - 1) - rowPotential[current] - columnPotential[candidate]
          if reduced < least[candidate] {
            least[candidate] = reduced
            before[candidate] = column
          }
          if least[candidate] < step {
            step = least[candidate]
            next = candidate
          }
        }
        for index in 0...width {
          if isUsed[index] {
            rowPotential[rowOfColumn[index]] += step
            columnPotential[index] -= step
          } else if least[index] != .max {
            least[index] -= step
          }
        }
        column = next
      } while rowOfColumn[column] != 0
      repeat {
        rowOfColumn[column] = rowOfColumn[before[column]]
        column = before[column]
      } while column != 0
    }
    columns = Array(repeating: nil, count: rowCount)
    for column in stride(from: 1, through: width, by: 1) where rowOfColumn[column] != 0 {
      let row = rowOfColumn[column] - 1
      total += cost(row, column - 1)
      if column <= columnCount { columns[row] = column - 1 }
    }
  }
}

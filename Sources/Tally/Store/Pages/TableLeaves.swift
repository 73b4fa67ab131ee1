internal import SQLite

/// Which page of a table's tree holds which row numbers.
///
/// Source: "B-tree Pages" in https://www.sqlite.org/fileformat2.html.
struct TableLeaves: Sendable {
  struct Leaf: Sendable {
    var page: UInt32
    /// No row of the page has a greater number, and none of the page before one as great.
    var lastNumber: Int64
  }

  private(set) var leaves: [Leaf]

  private static let interiorType: UInt8 = 0x05
  static let leafType: UInt8 = 0x0D

  /// Deeper than any tree of 2^31 pages that have at least two below them.
  private static let greatestDepth = 32

  /// Follows a tree from its first page; nil where a page is not what it has to be.
  init?(root: UInt32, in file: borrowing PageFile) {
    var level = [Leaf(page: root, lastNumber: .max)]
    var image = [UInt8](repeating: 0, count: file.pageByteCount)
    for _ in 0..<Self.greatestDepth {
      // All leaves of a tree are at the same depth.
      guard let first = level.first, unsafe file.read(page: first.page, into: &image) else {
        return nil
      }
      if image[0] == Self.leafType {
        leaves = level
        return
      }
      var below: [Leaf] = []
      for parent in level {
        guard unsafe file.read(page: parent.page, into: &image),
          Self.append(childrenOf: image, to: &below, lastNumber: parent.lastNumber),
          below.count <= file.pageCount
        else { return nil }
      }
      level = below
    }
    return nil
  }

  /// False where the page does not lead to others.
  private static func append(
    childrenOf page: [UInt8],
    to leaves: inout [Leaf],
    lastNumber: Int64
  ) -> Bool {
    guard page[0] == interiorType else { return false }
    let count = Int(page[3]) << 8 | Int(page[4])
    guard 12 + 2 * count <= page.count else { return false }
    for index in 0..<count {
      let place = Int(page[12 + 2 * index]) << 8 | Int(page[13 + 2 * index])
      guard place + 4 <= page.count, let number = SQLiteVarint.read(page, at: place + 4) else {
        return false
      }
      leaves.append(Leaf(page: word(page, at: place), lastNumber: Int64(bitPattern: number)))
    }
    leaves.append(Leaf(page: word(page, at: 8), lastNumber: lastNumber))
    return true
  }

  private static func word(_ page: [UInt8], at index: Int) -> UInt32 {
    page[index..<(index + 4)].reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// The index of the leaf that a row would be in.
  func leaf(of number: Int64) -> Int {
    var low = 0
    var high = leaves.count - 1
    while low < high {
      let middle = (low + high) / 2
      if leaves[middle].lastNumber < number { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

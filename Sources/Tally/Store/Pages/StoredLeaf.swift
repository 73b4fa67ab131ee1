internal import SQLite

/// The leaf of a table's tree that is at hand, and where its rows' records are.
///
/// Source: "B-tree Pages" in https://www.sqlite.org/fileformat2.html.
@safe
struct StoredLeaf: ~Copyable {
  /// Where a record is, how long it is with what is in other pages, and the number of its row.
  struct Record {
    var number: Int64
    var start: Int
    var byteCount: Int
  }

  let file: PageFile
  private let tree: TableLeaves
  /// The page, with zeros behind it.
  let memory: UnsafeMutableRawPointer
  private(set) var cellCount = 0
  /// No row of the page has a greater number, and none as small as the other; at first there is
  /// none at all.
  private var lastNumber = Int64.min
  private var previousNumber = Int64.min

  /// Bytes behind a page that may be read and mean nothing.
  private static let slackBytes = 64

  init(in file: consuming PageFile, _ tree: TableLeaves) {
    let count = file.pageByteCount + Self.slackBytes
    unsafe memory = .allocate(byteCount: count, alignment: 8)
    unsafe memory.initializeMemory(as: UInt8.self, repeating: 0, count: count)
    self.file = file
    self.tree = tree
  }

  deinit {
    unsafe memory.deallocate()
  }

  /// Has the page at hand that a row would be in; false where it is not what it should be.
  @inline(__always)
  mutating func turn(to number: Int64) -> Bool {
    number > previousNumber && number <= lastNumber || load(tree.leaf(of: number))
  }

  private mutating func load(_ leaf: Int) -> Bool {
    (previousNumber, lastNumber) = (.min, .min)
    guard unsafe file.read(page: tree.leaves[leaf].page, into: memory),
      unsafe memory.load(as: UInt8.self) == TableLeaves.leafType
    else { return false }
    cellCount = half(3)
    guard 8 + 2 * cellCount <= file.pageByteCount else { return false }
    lastNumber = tree.leaves[leaf].lastNumber
    previousNumber = leaf > 0 ? tree.leaves[leaf - 1].lastNumber : .min
    return true
  }

  /// The first cell whose row has at least this number; nil where a cell is not as it should be.
  func firstCell(from number: Int64) -> Int? {
    var low = 0
    var high = cellCount
    while low < high {
      let middle = (low + high) / 2
      guard let record = record(ofCell: middle) else { return nil }
      if record.number < number { low = middle + 1 } else { high = middle }
    }
    return low
  }

  @inline(__always)
  func record(ofCell cell: Int) -> Record? {
    var position = half(8 + 2 * cell)
    guard position < file.pageByteCount,
      let byteCount = unsafe SQLiteVarint.readShort(memory, at: &position),
      let number = unsafe SQLiteVarint.readShort(memory, at: &position)
    else { return nil }
    return Record(number: Int64(number), start: position, byteCount: byteCount)
  }

  @inline(__always)
  private func half(_ position: Int) -> Int {
    Int(
      UInt16(bigEndian: unsafe memory.loadUnaligned(fromByteOffset: position, as: UInt16.self))
    )
  }
}

internal import SQLite

/// Rows of a table taken apart straight from the pages they are in.
///
/// Whatever is out of the ordinary (a row that goes on in other pages, one written before the table
/// had all its columns, a page that is not what it should be) is declined, and has to be read
/// through SQLite, which takes many times as long. Source: "B-tree Pages" and "Record Format" in
/// https://www.sqlite.org/fileformat2.html.
@safe
struct StoredRows: ~Copyable {
  /// What became of looking for a row.
  enum Place {
    /// Its columns can be read.
    case found
    case absent
    case declined
  }

  private let file: PageFile
  private let tree: TableLeaves
  /// By column asked for, its place in the record; -1 for the row's number.
  private let places: [Int]
  /// How many columns of a record are looked at.
  private let fieldCount: Int
  /// The page at hand, with zeros behind it.
  private let memory: UnsafeMutableRawPointer
  private var leaf = -1
  private var cellCount = 0
  private var cell = 0
  private(set) var number: Int64 = 0
  /// By place in the record: SQLite's type, and where in the page the content starts.
  private var types = InlineArray<32, Int32>(repeating: 0)
  private var starts = InlineArray<32, Int32>(repeating: 0)

  /// Bytes behind a page that may be read and mean nothing.
  private static let slackBytes = 64

  /// For some columns of a table, in the order in which they will be asked for.
  ///
  /// Nil where they cannot be read so; see also ``Database/pages()``.
  init?(of table: String, columns: [String], in database: borrowing Database) throws {
    let find = try database.prepare(
      "SELECT cid, pk FROM pragma_table_info('\(table)') WHERE name = ?1"
    )
    var places: [Int] = []
    for column in columns {
      find.bind(column, at: 1)
      guard try find.step() else { return nil }
      places.append(find.integer(1) == 1 ? -1 : Int(find.integer(0)))
      find.reset()
    }
    let root = try database.integer(
      "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = '\(table)'"
    )
    let fieldCount = (places.max() ?? 0) + 1
    guard fieldCount <= 32, let root, let file = try database.pages(),
      let tree = TableLeaves(root: UInt32(truncatingIfNeeded: root), in: file)
    else { return nil }
    unsafe memory = .allocate(
      byteCount: file.pageByteCount + Self.slackBytes,
      alignment: 8
    )
    unsafe memory.initializeMemory(
      as: UInt8.self,
      repeating: 0,
      count: file.pageByteCount + Self.slackBytes
    )
    self.file = file
    self.tree = tree
    self.places = places
    self.fieldCount = fieldCount
  }

  deinit {
    unsafe memory.deallocate()
  }

  /// Looks for a row; fastest where its number is the next one of the table.
  mutating func move(to number: Int64) -> Place {
    if leaf < 0 || number > tree.leaves[leaf].lastNumber
      || leaf > 0 && number <= tree.leaves[leaf - 1].lastNumber
    {
      guard load(tree.leaf(of: number)) else { return .declined }
    }
    guard cellCount > 0 else { return .absent }
    cell = min(cell, cellCount - 1)
    guard let here = self.number(ofCell: cell) else { return .declined }
    if here != number {
      // The row behind the last one, or else one further away.
      if cell + 1 < cellCount, self.number(ofCell: cell + 1) == number {
        cell += 1
      } else {
        guard let found = search(number) else { return .declined }
        cell = min(found, cellCount - 1)
        guard let there = self.number(ofCell: cell) else { return .declined }
        if there != number { return .absent }
      }
    }
    self.number = number
    return takeApart() ? .found : .declined
  }

  private mutating func load(_ leaf: Int) -> Bool {
    self.leaf = -1
    guard unsafe file.read(page: tree.leaves[leaf].page, into: memory),
      byte(0) == TableLeaves.leafType
    else { return false }
    cellCount = half(3)
    guard 8 + 2 * cellCount <= file.pageByteCount else { return false }
    cell = 0
    self.leaf = leaf
    return true
  }

  /// The first cell whose row has at least this number; nil where a cell is not as it should be.
  private func search(_ number: Int64) -> Int? {
    var low = 0
    var high = cellCount
    while low < high {
      let middle = (low + high) / 2
      guard let found = self.number(ofCell: middle) else { return nil }
      if found < number { low = middle + 1 } else { high = middle }
    }
    return low
  }

  @inline(__always)
  private func number(ofCell cell: Int) -> Int64? {
    cellHead(cell).map { Int64($0.number) }
  }

  /// The two numbers before a record, and where it starts.
  @inline(__always)
  private func cellHead(_ cell: Int) -> (byteCount: Int, number: Int, start: Int)? {
    var position = half(8 + 2 * cell)
    guard position < file.pageByteCount,
      let byteCount = unsafe SQLiteVarint.readShort(memory, at: &position),
      let number = unsafe SQLiteVarint.readShort(memory, at: &position)
    else { return nil }
    return (byteCount, number, position)
  }

  /// Finds where the columns of the row at hand are; false where they are not all in the page.
  private mutating func takeApart() -> Bool {
    guard let head = cellHead(cell) else { return false }
    let end = head.start + head.byteCount
    // A longer record goes on in other pages.
    guard head.byteCount <= file.pageByteCount - 35, end <= file.pageByteCount else { return false }
    var position = head.start
    guard let headerCount = unsafe SQLiteVarint.readShort(memory, at: &position),
      headerCount <= head.byteCount
    else { return false }
    let headerEnd = head.start + headerCount
    var start = headerEnd
    for field in 0..<fieldCount {
      // A record of fewer fields was written before the table had more columns.
      guard position < headerEnd, let type = unsafe SQLiteVarint.readShort(memory, at: &position)
      else { return false }
      types[field] = Int32(truncatingIfNeeded: type)
      starts[field] = Int32(truncatingIfNeeded: start)
      start += type >= 12 ? (type - 12) / 2 : Self.byteCounts[type]
      guard start <= end else { return false }
    }
    return position <= headerEnd
  }

  /// By type below 12, how many bytes of content it has; too many for those of no use here.
  private static let byteCounts: InlineArray<12, Int> = [
    0, 1, 2, 3, 4, 6, 8, 1 << 20, 0, 0, 1 << 20, 1 << 20,
  ]

  @inline(__always)
  private func byte(_ position: Int) -> UInt8 {
    unsafe memory.load(fromByteOffset: position, as: UInt8.self)
  }

  @inline(__always)
  private func half(_ position: Int) -> Int {
    Int(
      UInt16(bigEndian: unsafe memory.loadUnaligned(fromByteOffset: position, as: UInt16.self))
    )
  }

  @inline(__always)
  private func word(_ position: Int) -> UInt64 {
    UInt64(bigEndian: unsafe memory.loadUnaligned(fromByteOffset: position, as: UInt64.self))
  }
}

/// The columns of the row that was found last.
extension StoredRows: ColumnSource {
  @inline(__always)
  func integer(_ column: Int) -> Int64 {
    let place = places[column]
    guard place >= 0 else { return number }
    let type = types[place]
    // 8 and 9 stand for 0 and 1; NULL counts as 0.
    guard type > 0, type < 8 else { return type == 9 ? 1 : 0 }
    let word = Int64(bitPattern: word(Int(starts[place])))
    return word >> Int64(64 - 8 * Self.byteCounts[Int(type)])
  }

  @inline(__always)
  func optionalInteger(_ column: Int) -> Int64? {
    let place = places[column]
    return place >= 0 && types[place] == 0 ? nil : integer(column)
  }

  func optionalText(_ column: Int) -> String? {
    let type = types[places[column]]
    guard type >= 13, type & 1 == 1 else { return nil }
    let start = Int(starts[places[column]])
    let bytes = unsafe UnsafeRawBufferPointer(start: memory + start, count: Int(type - 13) / 2)
    return unsafe String(decoding: bytes, as: UTF8.self)
  }

  @inline(__always)
  func words(_ column: Int) -> (high: UInt64, low: UInt64)? {
    guard types[places[column]] == 12 + 2 * 16 else { return nil }
    let start = Int(starts[places[column]])
    return (word(start), word(start + 8))
  }
}

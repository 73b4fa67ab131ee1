internal import SQLite

/// The blobs of a table put together straight from the pages they are in.
///
/// For a table of nothing but a number and a blob in each row, as ``ProjectionTable`` is. SQLite
/// copies each page twice and keeps it besides; here the file's bytes come to where they are wanted
/// at once. Whatever is out of the ordinary is declined, and has to be read through SQLite. Source:
/// "B-tree Pages" and "Record Format" in https://www.sqlite.org/fileformat2.html.
@safe
struct StoredBlobs: ~Copyable {
  /// What became of looking for a row.
  enum Place {
    /// Its blob has been read.
    case found
    case absent
    case declined
  }

  private let file: PageFile
  private let tree: TableLeaves
  /// The leaf at hand, with zeros behind it.
  private let memory: UnsafeMutableRawPointer
  private var leaf = -1
  private var cellCount = 0

  /// Bytes behind a page that may be read and mean nothing.
  private static let slackBytes = 64
  /// Longer blobs are not ours.
  private static let greatestCount = 1 << 26

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

  /// Puts the whole blob of a row in the place of `bytes`, whose memory is used again.
  mutating func read(row: Int64, into bytes: inout [UInt8]) -> Place {
    let wanted = tree.leaf(of: row)
    if wanted != leaf {
      guard load(wanted) else { return .declined }
    }
    guard let cell = firstCell(from: row) else { return .declined }
    guard cell < cellCount else { return .absent }
    guard let head = cellHead(cell) else { return .declined }
    guard head.number == row else { return .absent }
    return read(recordAt: head.start, byteCount: head.byteCount, into: &bytes)
      ? .found : .declined
  }

  /// Reads the record of a row: a NULL in the place of its number, then the blob.
  private func read(recordAt start: Int, byteCount: Int, into bytes: inout [UInt8]) -> Bool {
    var position = start
    guard start < file.pageByteCount,
      let headerCount = unsafe SQLiteVarint.readShort(memory, at: &position),
      unsafe SQLiteVarint.readShort(memory, at: &position) == 0,
      let type = unsafe SQLiteVarint.readShort(memory, at: &position),
      type >= 12, type & 1 == 0, position == start + headerCount
    else { return false }
    let count = (type - 12) / 2
    guard headerCount + count == byteCount, count <= Self.greatestCount else { return false }
    let local = localCount(of: byteCount)
    guard start + local + 4 <= file.pageByteCount + (local == byteCount ? 4 : 0) else {
      return false
    }
    bytes.resize(to: count)
    let first = local - headerCount
    unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe buffer.copyMemory(
        from: UnsafeRawBufferPointer(start: memory + position, count: first)
      )
    }
    return first == count || readRest(of: &bytes, from: first, firstPage: word(start + local))
  }

  /// How much of a record is in its leaf.
  private func localCount(of byteCount: Int) -> Int {
    let usable = file.pageByteCount
    let greatest = usable - 35
    guard byteCount > greatest else { return byteCount }
    let least = (usable - 12) * 32 / 255 - 23
    let count = least + (byteCount - least) % (usable - 4)
    return count <= greatest ? count : least
  }

  /// Follows the pages that a record goes on in: each begins with the number of the next one.
  ///
  /// A page is read to where its content belongs, its first four bytes over the four before, which
  /// are put back.
  private func readRest(of bytes: inout [UInt8], from start: Int, firstPage: UInt32) -> Bool {
    guard start >= 4 else { return false }
    return unsafe bytes.withUnsafeMutableBytes { buffer in
      guard let base = buffer.baseAddress else { return false }
      var position = start
      var page = firstPage
      while position < buffer.count {
        let count = min(buffer.count - position, file.pageByteCount - 4)
        let place = unsafe base + position - 4
        let covered = unsafe place.loadUnaligned(as: UInt32.self)
        guard unsafe file.read(page: page, byteCount: count + 4, into: place) else { return false }
        page = UInt32(bigEndian: unsafe place.loadUnaligned(as: UInt32.self))
        unsafe place.storeBytes(of: covered, as: UInt32.self)
        position += count
      }
      return true
    }
  }

  private mutating func load(_ leaf: Int) -> Bool {
    self.leaf = -1
    guard unsafe file.read(page: tree.leaves[leaf].page, into: memory),
      unsafe memory.load(as: UInt8.self) == TableLeaves.leafType
    else { return false }
    cellCount = half(3)
    guard 8 + 2 * cellCount <= file.pageByteCount else { return false }
    self.leaf = leaf
    return true
  }

  /// The first cell whose row has at least this number; nil where a cell is not as it should be.
  private func firstCell(from number: Int64) -> Int? {
    var low = 0
    var high = cellCount
    while low < high {
      let middle = (low + high) / 2
      guard let found = cellHead(middle)?.number else { return nil }
      if found < number { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The two numbers before a record, and where it starts.
  private func cellHead(_ cell: Int) -> (byteCount: Int, number: Int64, start: Int)? {
    var position = half(8 + 2 * cell)
    guard position < file.pageByteCount,
      let byteCount = unsafe SQLiteVarint.readShort(memory, at: &position),
      let number = unsafe SQLiteVarint.readShort(memory, at: &position)
    else { return nil }
    return (byteCount, Int64(number), position)
  }

  private func half(_ position: Int) -> Int {
    Int(
      UInt16(bigEndian: unsafe memory.loadUnaligned(fromByteOffset: position, as: UInt16.self))
    )
  }

  private func word(_ position: Int) -> UInt32 {
    UInt32(bigEndian: unsafe memory.loadUnaligned(fromByteOffset: position, as: UInt32.self))
  }
}

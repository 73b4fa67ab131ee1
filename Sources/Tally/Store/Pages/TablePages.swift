internal import Glibc

/// The pages of one table's tree, made row by row in the order of the row numbers.
///
/// What SQLite would write row by row through its own statements is written here a page at a time:
/// leaves as rows come, and the pages that lead to them at the end. Source: "B-tree Pages" in
/// https://www.sqlite.org/fileformat2.html.
@safe
struct TablePages: ~Copyable {
  static let pageByteCount = 32768

  private static let leafType: UInt8 = 0x0D
  private static let interiorType: UInt8 = 0x05
  private static let leafHeaderBytes = 8
  private static let interiorHeaderBytes = 12

  /// A page that is in the file, and the greatest row number below it.
  private struct Child {
    var page: UInt32
    var lastNumber: Int64
  }

  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity = 128
  /// The greatest row number of each page that is not in the file yet; the last page is being
  /// filled.
  private var pending: [Int64] = []
  private var written: [Child] = []
  private var cellCount = 0
  /// Where the content of the page being filled starts; cells are added before it.
  private var contentStart = pageByteCount

  init() {
    unsafe memory = .allocate(capacity: capacity * Self.pageByteCount)
  }

  deinit {
    unsafe memory.deallocate()
  }

  var isEmpty: Bool { pending.isEmpty }

  /// Adds a row whose number is greater than all before it.
  mutating func append(_ cell: inout RowCell, number: Int64) {
    let payload = cell.byteCount
    let prefix =
      SQLiteVarint.byteCount(of: UInt64(payload)) + SQLiteVarint.byteCount(of: UInt64(number))
    let needed = payload + prefix
    if pending.isEmpty || contentStart - needed < Self.leafHeaderBytes + 2 * (cellCount + 1) {
      beginPage()
    }
    let page = unsafe memory + (pending.count - 1) * Self.pageByteCount
    contentStart -= needed
    var position = unsafe page + contentStart
    unsafe position += SQLiteVarint.write(UInt64(payload), to: position)
    unsafe position += SQLiteVarint.write(UInt64(number), to: position)
    unsafe cell.copy(to: position)
    unsafe Self.store16(contentStart, at: page + Self.leafHeaderBytes + 2 * cellCount)
    cellCount += 1
    pending[pending.count - 1] = number
  }

  private mutating func beginPage() {
    endPage()
    if pending.count == capacity {
      let larger = UnsafeMutablePointer<UInt8>.allocate(
        capacity: 2 * capacity * Self.pageByteCount
      )
      unsafe larger.update(from: memory, count: capacity * Self.pageByteCount)
      unsafe memory.deallocate()
      unsafe memory = larger
      capacity *= 2
    }
    pending.append(0)
    cellCount = 0
    contentStart = Self.pageByteCount
  }

  /// Completes the header of the page being filled.
  private func endPage() {
    guard !pending.isEmpty else { return }
    let page = unsafe memory + (pending.count - 1) * Self.pageByteCount
    unsafe page.update(repeating: 0, count: Self.leafHeaderBytes)
    // What lies between the cells and their places is written too, and must be the same each time.
    let placesEnd = Self.leafHeaderBytes + 2 * cellCount
    unsafe (page + placesEnd).update(repeating: 0, count: contentStart - placesEnd)
    unsafe page[0] = Self.leafType
    unsafe Self.store16(cellCount, at: page + 3)
    unsafe Self.store16(contentStart, at: page + 5)
  }

  /// Writes all pages but the one being filled.
  mutating func flush(to file: FreshFile) throws {
    let count = pending.count - 1
    guard count > 0 else { return }
    try write(count, to: file)
    unsafe memory.update(
      from: memory + count * Self.pageByteCount,
      count: Self.pageByteCount
    )
  }

  private mutating func write(_ count: Int, to file: FreshFile) throws {
    let bytes = unsafe UnsafeRawBufferPointer(start: memory, count: count * Self.pageByteCount)
    let pages = try unsafe file.append(pages: bytes)
    for (page, lastNumber) in zip(pages, pending) {
      written.append(Child(page: page, lastNumber: lastNumber))
    }
    pending.removeFirst(count)
  }

  /// Writes what is left and makes the page `root` lead to all of it.
  ///
  /// The table must be empty as SQLite knows it, and no transaction open.
  mutating func finish(root: UInt32, in file: FreshFile) throws {
    guard !pending.isEmpty else { return }
    endPage()
    if written.isEmpty, pending.count == 1 {
      return unsafe try file.replace(
        page: root,
        with: UnsafeRawBufferPointer(start: memory, count: Self.pageByteCount)
      )
    }
    try write(pending.count, to: file)
    // A cell is four bytes for the page and at most eight for the number, and two for its place.
    let largestCount = (Self.pageByteCount - Self.interiorHeaderBytes) / 14
    var level = written
    while level.count > largestCount {
      let groupCount = (level.count + largestCount - 1) / largestCount
      var above: [Child] = []
      for group in 0..<groupCount {
        // All of about the same size: none may have a single page below it.
        let range = (group * level.count / groupCount)..<((group + 1) * level.count / groupCount)
        let image = Self.interior(level[range])
        let page = try unsafe image.withUnsafeBytes { bytes in
          try unsafe file.append(pages: bytes)[0]
        }
        above.append(Child(page: page, lastNumber: level[range.upperBound - 1].lastNumber))
      }
      level = above
    }
    let image = Self.interior(level[...])
    try unsafe image.withUnsafeBytes { bytes in try unsafe file.replace(page: root, with: bytes) }
  }

  /// A page that leads to pages below it; the last of them has no cell.
  private static func interior(_ children: ArraySlice<Child>) -> [UInt8] {
    var image = [UInt8](repeating: 0, count: pageByteCount)
    unsafe image.withUnsafeMutableBufferPointer { buffer in
      guard let page = buffer.baseAddress, let last = children.last else { return }
      var contentStart = pageByteCount
      for (index, child) in children.dropLast().enumerated() {
        let number = UInt64(child.lastNumber)
        contentStart -= 4 + SQLiteVarint.byteCount(of: number)
        unsafe store32(child.page, at: page + contentStart)
        _ = unsafe SQLiteVarint.write(number, to: page + contentStart + 4)
        unsafe store16(contentStart, at: page + interiorHeaderBytes + 2 * index)
      }
      unsafe page[0] = interiorType
      unsafe store16(children.count - 1, at: page + 3)
      unsafe store16(contentStart, at: page + 5)
      unsafe store32(last.page, at: page + 8)
    }
    return image
  }

  @unsafe
  private static func store16(_ value: Int, at destination: UnsafeMutablePointer<UInt8>) {
    unsafe UnsafeMutableRawPointer(destination)
      .storeBytes(of: UInt16(truncatingIfNeeded: value).bigEndian, as: UInt16.self)
  }

  @unsafe
  private static func store32(_ value: UInt32, at destination: UnsafeMutablePointer<UInt8>) {
    unsafe UnsafeMutableRawPointer(destination)
      .storeBytes(of: value.bigEndian, as: UInt32.self)
  }
}

/// One row of a table as texts and NULLs, already freed of whatever quoted or escaped them.
///
/// Used again for the next row.
struct TableRow {
  /// The cells' bytes one behind another; they have to be UTF-8.
  private(set) var bytes: [UInt8] = []
  /// Where each cell lies in ``bytes``; nil for NULL.
  private(set) var cells: [Range<Int>?] = []
  private var cellStart = 0

  var count: Int { cells.count }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
    cellStart = 0
  }

  /// Adds bytes to the cell that is being made.
  mutating func append(_ part: ArraySlice<UInt8>) {
    bytes.append(contentsOf: part)
  }

  mutating func append(_ byte: UInt8) {
    bytes.append(byte)
  }

  @inline(__always)
  mutating func append(_ source: ByteReader, _ range: Range<Int>) {
    source.append(range, to: &bytes)
  }

  /// Ends the cell that was being made; the next one begins.
  mutating func endCell() {
    cells.append(cellStart..<bytes.count)
    cellStart = bytes.count
  }

  mutating func appendNull() {
    bytes.removeSubrange(cellStart...)
    cells.append(nil)
  }

  /// Whether there is nothing in any cell.
  var isEmpty: Bool { bytes.isEmpty && cells.allSatisfy { $0 == nil } }

  /// Whether every byte is ASCII, and UTF-8 need not be looked at.
  var isASCII: Bool { bytes.allSatisfy { $0 < 0x80 } }
}

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

  private var leaf: StoredLeaf

  /// Longer blobs are not ours.
  private static let greatestCount = 1 << 26

  init(in file: consuming PageFile, _ tree: TableLeaves) {
    leaf = StoredLeaf(in: file, tree)
  }

  /// Puts the whole blob of a row in the place of `bytes`, whose memory is used again.
  mutating func read(row: Int64, into bytes: inout [UInt8]) -> Place {
    guard leaf.turn(to: row), let cell = leaf.firstCell(from: row) else { return .declined }
    guard cell < leaf.cellCount else { return .absent }
    guard let record = leaf.record(ofCell: cell) else { return .declined }
    guard record.number == row else { return .absent }
    return read(record, into: &bytes) ? .found : .declined
  }

  /// Reads the record of a row: a NULL in the place of its number, then the blob.
  private func read(_ record: StoredLeaf.Record, into bytes: inout [UInt8]) -> Bool {
    let (start, byteCount) = (record.start, record.byteCount)
    var position = start
    guard start < leaf.file.pageByteCount,
      let headerCount = unsafe SQLiteVarint.readShort(leaf.memory, at: &position),
      unsafe SQLiteVarint.readShort(leaf.memory, at: &position) == 0,
      let type = unsafe SQLiteVarint.readShort(leaf.memory, at: &position),
      type >= 12, type & 1 == 0, position == start + headerCount
    else { return false }
    let count = (type - 12) / 2
    guard headerCount + count == byteCount, count <= Self.greatestCount else { return false }
    let local = localCount(of: byteCount)
    guard start + local + 4 <= leaf.file.pageByteCount + (local == byteCount ? 4 : 0) else {
      return false
    }
    bytes.resize(to: count)
    let first = local - headerCount
    unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe buffer.copyMemory(
        from: UnsafeRawBufferPointer(start: leaf.memory + position, count: first)
      )
    }
    return first == count || readRest(of: &bytes, from: first, firstPage: word(start + local))
  }

  /// How much of a record is in its leaf.
  private func localCount(of byteCount: Int) -> Int {
    let usable = leaf.file.pageByteCount
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
        let count = min(buffer.count - position, leaf.file.pageByteCount - 4)
        let place = unsafe base + position - 4
        let covered = unsafe place.loadUnaligned(as: UInt32.self)
        guard unsafe leaf.file.read(page: page, byteCount: count + 4, into: place) else {
          return false
        }
        page = UInt32(bigEndian: unsafe place.loadUnaligned(as: UInt32.self))
        unsafe place.storeBytes(of: covered, as: UInt32.self)
        position += count
      }
      return true
    }
  }

  private func word(_ position: Int) -> UInt32 {
    UInt32(bigEndian: unsafe leaf.memory.loadUnaligned(fromByteOffset: position, as: UInt32.self))
  }
}

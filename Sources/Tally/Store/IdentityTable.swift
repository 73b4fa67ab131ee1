/// The ids of a table's rows in memory, found by their number and numbers by their ids.
///
/// Rows are numbered from 1 without gaps. 16 bytes a row for the id and 11 to 16 for finding it:
/// open addressing in slots of eight bytes, at most three quarters full.
struct IdentityTable {
  private struct Slot {
    /// The upper half of the hash, which spares most looks at ids that are different.
    var tag: UInt32 = 0
    /// 0 marks a free slot.
    var number: Int32 = 0
  }

  /// Rows in a chunk: arrays that grow by copying would need room for all rows twice.
  private static let chunkCount = 1 << 16

  private var chunks: [[Identifier]] = []
  private var slots: [Slot]
  private(set) var count = 0
  /// Of no meaning; see ``touch(_:)``.
  private var touched: Int32 = 0

  /// How many slots are on their way from memory at once.
  private static let runCount = 64

  /// With room for `expectedCount` ids, and for more as they come.
  init(expectedCount: Int = 0) {
    var slotCount = 1024
    while slotCount * 3 < expectedCount * 4 { slotCount *= 2 }
    slots = Self.free(slotCount)
  }

  private static func free(_ count: Int) -> [Slot] {
    var slots: [Slot] = []
    slots.reserveLarge(count)
    slots.append(contentsOf: repeatElement(Slot(), count: count))
    return slots
  }

  /// The number of an id; 0 where it is not here.
  func number(of id: Identifier) -> Int32 {
    let hash = Self.hash(id)
    let tag = UInt32(truncatingIfNeeded: hash >> 32)
    let mask = slots.count - 1
    var index = Int(truncatingIfNeeded: hash) & mask
    while slots[index].number != 0 {
      if slots[index].tag == tag, self[slots[index].number] == id { return slots[index].number }
      index = (index + 1) & mask
    }
    return 0
  }

  /// Looks at where an id is or would be, without waiting for the memory it is in.
  ///
  /// The table is much larger than the processor's caches. Looked at one after another, many ids
  /// are on their way at once, and finding them later waits for none of them. Returns something
  /// that has to be used, or the compiler would leave the look out.
  @inline(__always)
  func touch(_ id: Identifier) -> Int32 {
    slots[Int(truncatingIfNeeded: Self.hash(id)) & (slots.count - 1)].number
  }

  /// The id of a row.
  subscript(number: Int32) -> Identifier {
    let index = Int(number) - 1
    return chunks[index >> 16][index & (Self.chunkCount - 1)]
  }

  /// Adds an id that is not here yet; returns its number, the next one.
  @discardableResult
  mutating func append(_ id: Identifier) -> Int32 {
    if (count + 1) * 4 > slots.count * 3 { grow() }
    if count & (Self.chunkCount - 1) == 0 {
      chunks.append([])
      chunks[chunks.count - 1].reserveCapacity(Self.chunkCount)
    }
    chunks[count >> 16].append(id)
    count += 1
    place(Int32(count), hash: Self.hash(id))
    return Int32(count)
  }

  /// Adds ids none of which is here yet.
  mutating func append(contentsOf ids: [Identifier]) {
    while (count + ids.count) * 4 > slots.count * 3 { grow() }
    for start in stride(from: 0, to: ids.count, by: Self.runCount) {
      let run = ids[start..<min(start + Self.runCount, ids.count)]
      for id in run { touched &+= touch(id) }
      for id in run { append(id) }
    }
  }

  private mutating func place(_ number: Int32, hash: UInt64) {
    let mask = slots.count - 1
    var index = Int(truncatingIfNeeded: hash) & mask
    while slots[index].number != 0 { index = (index + 1) & mask }
    slots[index] = Slot(tag: UInt32(truncatingIfNeeded: hash >> 32), number: number)
  }

  private mutating func grow() {
    slots = Self.free(slots.count * 2)
    for start in stride(from: 1, through: count, by: Self.runCount) {
      let run = start...min(start + Self.runCount - 1, count)
      for number in run { touched &+= touch(self[Int32(number)]) }
      for number in run { place(Int32(number), hash: Self.hash(self[Int32(number)])) }
    }
  }

  private static func hash(_ id: Identifier) -> UInt64 {
    // Random UUIDs need no mixing, but time-ordered or made-up ones do.
    let mixed = (id.high ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(
      by: id.low ^ 0xD6E8_FEB8_6659_FD93
    )
    return mixed.high ^ mixed.low
  }
}

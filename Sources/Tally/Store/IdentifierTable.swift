/// A hash table from ids to row numbers, without an allocation for each entry.
///
/// Open addressing with linear probing; at most half full. 24 bytes a slot.
struct IdentifierTable {
  private struct Slot {
    var id = Identifier(high: 0, low: 0)
    /// 0 marks a free slot: row numbers start at 1.
    var number: Int32 = 0
  }

  private var slots = [Slot](repeating: Slot(), count: 64)
  private(set) var count = 0

  /// The number of an id; 0 where it is not here.
  subscript(id: Identifier) -> Int32 {
    var index = home(of: id)
    while slots[index].number != 0 {
      if slots[index].id == id { return slots[index].number }
      index = (index + 1) & (slots.count - 1)
    }
    return 0
  }

  /// Adds an id that is not here yet.
  mutating func insert(_ id: Identifier, number: Int32) {
    if (count + 1) * 2 > slots.count { grow() }
    var index = home(of: id)
    while slots[index].number != 0 { index = (index + 1) & (slots.count - 1) }
    slots[index] = Slot(id: id, number: number)
    count += 1
  }

  private func home(of id: Identifier) -> Int {
    // Random UUIDs need no mixing, but time-ordered or made-up ones do (Fibonacci hashing).
    let mixed = (id.high ^ (id.low &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: mixed >> 20) & (slots.count - 1)
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(), count: old.count * 2)
    count = 0
    for slot in old where slot.number != 0 {
      insert(slot.id, number: slot.number)
    }
  }
}

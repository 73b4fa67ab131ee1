/// Gives every distinct key a dense number from 0 in order of appearance: a hash table without
/// deletion, by open addressing.
struct GroupIndex {
  /// Numbers fit 24 bits, so that a number and a value fit one sortable word; see ``ValueCounts``.
  static let limit = 1 << 24

  /// The keys by their numbers.
  private(set) var keys: [UInt64] = []
  /// One more than a number, 0 where empty.
  ///
  /// One for each key that there can be, or else a power of two in size, at most half full.
  private var slots: [UInt32]
  private let isTable: Bool

  /// So many keys are looked up in a table of all.
  private static let largestTable: UInt64 = 1 << 16

  /// All keys are below `keyCount`, where there are so few that it matters.
  init(keyCount: UInt64) {
    isTable = keyCount <= Self.largestTable
    slots = [UInt32](repeating: 0, count: isTable ? Int(keyCount) : 256)
  }

  /// Writes the number of each key, which is new where the key has not been seen before.
  mutating func number(_ keys: [UInt64], into numbers: inout [UInt32]) {
    if isTable { return numberByTable(keys, into: &numbers) }
    var numbers = numbers.mutableSpan
    var last: (key: UInt64, number: UInt32)?
    for row in keys.indices {
      let key = keys[row]
      // Rows in order of time often fall into the same group.
      if let last, last.key == key {
        numbers[row] = last.number
      } else {
        let number = number(of: key)
        last = (key, number)
        numbers[row] = number
      }
    }
  }

  private mutating func numberByTable(_ keys: [UInt64], into numbers: inout [UInt32]) {
    var numbers = numbers.mutableSpan
    for row in keys.indices {
      let key = keys[row]
      var slot = slots[Int(truncatingIfNeeded: key)]
      if slot == 0 {
        self.keys.append(key)
        slot = UInt32(self.keys.count)
        slots[Int(truncatingIfNeeded: key)] = slot
      }
      numbers[row] = slot - 1
    }
  }

  @inline(__always)
  private mutating func number(of key: UInt64) -> UInt32 {
    var slot = home(of: key)
    while true {
      let entry = slots[slot]
      if entry == 0 { return insert(key, at: slot) }
      if keys[Int(entry) - 1] == key { return entry - 1 }
      slot = (slot + 1) & (slots.count - 1)
    }
  }

  @inline(__always)
  private func home(of key: UInt64) -> Int {
    // Fibonacci hashing, after mixing the high half in: keys differ in any of their bits.
    let mixed = (key ^ (key >> 32)) &* 0x9E37_79B9_7F4A_7C15
    return Int(mixed >> 32) & (slots.count - 1)
  }

  private mutating func insert(_ key: UInt64, at slot: Int) -> UInt32 {
    let number = UInt32(keys.count)
    keys.append(key)
    slots[slot] = number + 1
    if keys.count * 2 > slots.count { grow() }
    return number
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for (number, key) in keys.enumerated() {
      var slot = home(of: key)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(number) + 1
    }
  }
}

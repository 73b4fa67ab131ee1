/// Finds the record that a batch got last of something that others refer to, by its id.
struct RelatedRecords: Sendable {
  /// Places among the batch's records, increased by one.
  ///
  /// 0 is free. Open addressing, at most half full.
  private var slots = [Int32](repeating: 0, count: leastCount)
  private var count = 0

  private static let leastCount = 256

  /// Where among the slots a record of the same thing is, or would be.
  func slot(of record: borrowing EntityRecord, in records: [EntityRecord]) -> Int {
    var slot = Self.hash(record.id) & (slots.count - 1)
    while let index = self[slot] {
      if records[index].id == record.id, records[index].kind == record.kind { break }
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  /// The place of the record that a slot is of; nil where there is none.
  subscript(slot: Int) -> Int? {
    slots[slot] == 0 ? nil : Int(slots[slot]) - 1
  }

  /// Has a slot be of the last one of the records.
  mutating func note(_ slot: Int, in records: [EntityRecord]) {
    if slots[slot] == 0 { count += 1 }
    slots[slot] = Int32(records.count)
    guard count * 2 > slots.count else { return }
    let former = slots
    slots = Array(repeating: 0, count: former.count * 2)
    for number in former where number != 0 {
      let home = self.slot(of: records[Int(number) - 1], in: records)
      slots[home] = number
    }
  }

  mutating func removeAll() {
    guard count > 0 else { return }
    count = 0
    slots = Array(repeating: 0, count: Self.leastCount)
  }

  private static func hash(_ id: Identifier) -> Int {
    let mixed = (id.high ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(
      by: id.low ^ 0xD6E8_FEB8_6659_FD93
    )
    return Int(truncatingIfNeeded: (mixed.high ^ mixed.low) >> 1)
  }
}

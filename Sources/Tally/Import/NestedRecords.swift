/// Objects nested in attempts, found again by the bytes they are written in.
///
/// Users and rules are few and come with every attempt. The same bytes mean the same: what one was
/// found to say, whichever way, is what they say. Each has the one slot that its first bytes give
/// it, and the one that comes last has it.
struct NestedRecords {
  private var records: [NestedRecord] = []
  /// The bytes of each, with as many as there may be for each.
  private var bytes: [UInt8] = []
  private let slotCount: Int

  /// Longer ones are not kept.
  private static let largestCount = 512
  /// The `_id` is among the first bytes as a rule.
  private static let headWords = 6

  /// With room for `slotCount` of them, a power of two.
  init(slotCount: Int) {
    self.slotCount = slotCount
  }

  subscript(slot: Int) -> NestedRecord { records[slot] }

  /// The slot of the one that stands at a position; nil where it is not here.
  func slot(_ bytes: ByteReader, at position: Int) -> Int? {
    guard !records.isEmpty, position + Self.headWords * 8 <= bytes.count else { return nil }
    let slot = home(bytes, position)
    let count = records[slot].range.count
    guard count > 0, position + count <= bytes.count else { return nil }
    let start = slot * Self.largestCount
    return bytes.isSame(as: self.bytes, from: start, count: count, at: position) ? slot : nil
  }

  /// Keeps one that stands in the bytes; returns its slot, or nil where it is too long.
  @discardableResult
  mutating func insert(_ record: NestedRecord, _ bytes: ByteReader) -> Int? {
    let (position, count) = (record.range.lowerBound, record.range.count)
    guard count <= Self.largestCount, position + Self.headWords * 8 <= bytes.count else {
      return nil
    }
    if records.isEmpty {
      records = Array(repeating: NestedRecord(kind: record.kind, range: 0..<0), count: slotCount)
      self.bytes = Array(
        repeating: 0,
        count: slotCount * Self.largestCount + ByteReader.slackBytes
      )
    }
    let slot = home(bytes, position)
    records[slot] = record
    bytes.copy(record.range, to: &self.bytes, at: slot * Self.largestCount)
    return slot
  }

  private func home(_ bytes: ByteReader, _ position: Int) -> Int {
    var hash: UInt64 = 0
    for index in 0..<Self.headWords {
      hash = (hash ^ bytes.word(at: position + index * 8)) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
    }
    return Int(truncatingIfNeeded: hash) & (slotCount - 1)
  }
}

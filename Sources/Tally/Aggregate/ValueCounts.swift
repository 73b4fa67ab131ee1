/// How often each value occurs in each group: exact distributions in memory that follows the
/// number of distinct values, whatever the number of rows.
struct ValueCounts {
  /// Group in the high 24 bits, value in the low 40, offset so that negative ones sort first.
  private var pending: [UInt64] = []
  private var keys: [UInt64] = []
  private var counts: [Int64] = []

  /// Values between −2³⁹ and 2³⁹ − 1: more seconds than lie between any two instants.
  private static let offset: Int64 = 1 << 39
  private static let valueMask: UInt64 = 1 << 40 - 1
  private let foldingSize: Int
  /// How often each of the least values occurs, where there is only one group; else empty.
  private var least: [Int64]

  /// Memory is traded for time by how much is gathered before it is folded.
  ///
  /// With `isSingle` there is one group, 0.
  init(foldingSize: Int = 1 << 20, isSingle: Bool = false) {
    self.foldingSize = foldingSize
    least = [Int64](repeating: 0, count: isSingle ? 1 << 13 : 0)
  }

  @inline(__always)
  mutating func add(_ value: Int64, to group: UInt32) {
    if value >= 0, value < least.count {
      least[Int(value)] += 1
      return
    }
    pending.append(Self.key(value, group))
  }

  /// What stands for a value of a group.
  @inline(__always)
  static func key(_ value: Int64, _ group: UInt32) -> UInt64 {
    UInt64(group) << 40 | UInt64(bitPattern: value &+ offset) & valueMask
  }

  /// Adds many values at once, given as ``key(_:_:)``.
  mutating func add(keys: ArraySlice<UInt64>) {
    guard least.isEmpty else {
      for key in keys { add(Int64(key & Self.valueMask) - Self.offset, to: 0) }
      return
    }
    if pending.isEmpty { pending.reserveCapacity(min(foldingSize, 1 << 18)) }
    pending.append(contentsOf: keys)
    compactIfLarge()
  }

  /// Folds what was added into the counts once there is much of it.
  mutating func compactIfLarge() {
    if pending.count >= max(foldingSize, keys.count / 2) { compact() }
  }

  private mutating func compact() {
    guard !pending.isEmpty else { return }
    radixSort(&pending)
    var mergedKeys: [UInt64] = []
    var mergedCounts: [Int64] = []
    mergedKeys.reserveCapacity(keys.count + min(pending.count, 1 << 16))
    mergedCounts.reserveCapacity(mergedKeys.capacity)
    var old = 0
    var new = 0
    while old < keys.count || new < pending.count {
      let key: UInt64
      var count: Int64 = 0
      if new == pending.count || old < keys.count && keys[old] <= pending[new] {
        key = keys[old]
        count = counts[old]
        old += 1
      } else {
        key = pending[new]
      }
      while new < pending.count, pending[new] == key {
        count += 1
        new += 1
      }
      mergedKeys.append(key)
      mergedCounts.append(count)
    }
    keys = mergedKeys
    counts = mergedCounts
    pending.removeAll(keepingCapacity: true)
  }

  /// Puts the least values in their places between those below zero and those above.
  private mutating func insertLeast() {
    let offset = UInt64(Self.offset)
    let values = least.indices.filter { least[$0] > 0 }
    guard !values.isEmpty else { return }
    let place = keys.firstIndex { $0 >= offset } ?? keys.count
    keys.insert(contentsOf: values.map { offset + UInt64($0) }, at: place)
    counts.insert(contentsOf: values.map { least[$0] }, at: place)
  }

  /// The finished distributions of `groupCount` groups, by their numbers.
  consuming func distributions(groupCount: Int) -> GroupDistributions {
    compact()
    insertLeast()
    var distributions = GroupDistributions()
    distributions.reserveCapacity(keys.count)
    var index = 0
    for group in 0..<UInt64(groupCount) {
      while index < keys.count, keys[index] >> 40 == group {
        let value = Int64(keys[index] & Self.valueMask) - Self.offset
        distributions.append(value, count: counts[index])
        index += 1
      }
      distributions.endGroup()
    }
    return distributions
  }
}

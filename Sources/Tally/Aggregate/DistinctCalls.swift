/// Which calls occur in each group, and what their attempts in it are like: exact, for attempts
/// in any order.
struct DistinctCalls: Sendable {
  /// What is known of a call from those of its attempts that are in the group.
  struct Facts: OptionSet, Sendable {
    let rawValue: UInt64

    static let answered = Self(rawValue: 1)
    /// At least one attempt is closed or stale.
    static let notOnlyRinging = Self(rawValue: 2)
  }

  /// Distinct calls of one group.
  struct Counts: Sendable {
    var calls: Int64 = 0
    var answeredCalls: Int64 = 0
    /// Calls that are more than still ringing: what a call's answer rate is measured against.
    var decidedCalls: Int64 = 0

    /// Counts the calls of others, none of which is among these.
    mutating func add(_ other: Self) {
      calls += other.calls
      answeredCalls += other.answeredCalls
      decidedCalls += other.decidedCalls
    }

    fileprivate mutating func add(_ facts: Facts) {
      calls += 1
      if facts.contains(.answered) { answeredCalls += 1 }
      if facts.contains(.notOnlyRinging) { decidedCalls += 1 }
    }
  }

  /// Group in the high 24 bits, then the call in 32, then facts in the lowest 8.
  private var pending: [UInt64] = []
  private var keys: [UInt64] = []
  private let foldingSize: Int
  private static let factBits: UInt64 = 8

  /// Memory is traded for time by how much is gathered before it is folded.
  init(foldingSize: Int = 1 << 20) {
    self.foldingSize = foldingSize
  }

  @inline(__always)
  mutating func add(call: Int32, facts: Facts, to group: UInt32) {
    let callBits = UInt64(UInt32(bitPattern: call))
    let key = (UInt64(group) << 32 | callBits) << Self.factBits
    // Attempts of one call mostly follow each other.
    if let last = pending.last, last >> Self.factBits == key >> Self.factBits {
      pending[pending.count - 1] = last | facts.rawValue
    } else {
      pending.append(key | facts.rawValue)
    }
  }

  /// Adds what another has, whose groups have other numbers here.
  mutating func merge(_ other: consuming Self, groups: [UInt32]) {
    for key in other.keys + other.pending {
      let group = UInt64(groups[Int(key >> 40)])
      pending.append(key & (1 << 40 - 1) | group << 40)
    }
    compactIfLarge()
  }

  /// Folds what was added into one key for each call of a group once there is much of it.
  mutating func compactIfLarge() {
    if pending.count >= max(foldingSize, keys.count / 2) { compact() }
  }

  private mutating func compact() {
    guard !pending.isEmpty else { return }
    radixSort(&pending)
    var merged: [UInt64] = []
    merged.reserveCapacity(keys.count + pending.count)
    var old = 0
    var new = 0
    while old < keys.count || new < pending.count {
      var key: UInt64
      if new == pending.count || old < keys.count && keys[old] <= pending[new] {
        key = keys[old]
        old += 1
      } else {
        key = pending[new]
        new += 1
      }
      // Facts are the lowest bits, so keys of one call are neighbours within either list.
      if let last = merged.last, last >> Self.factBits == key >> Self.factBits {
        key |= last
        merged[merged.count - 1] = key
      } else {
        merged.append(key)
      }
    }
    keys = merged
    pending.removeAll(keepingCapacity: true)
  }

  /// The counts of `groupCount` groups, by their numbers.
  mutating func counts(groupCount: Int) -> [Counts] {
    compact()
    var counts = [Counts](repeating: Counts(), count: groupCount)
    for key in keys {
      counts[Int(key >> 40)].add(Facts(rawValue: key & 3))
    }
    return counts
  }

  /// The counts of several groups as one: a call that occurs in two of them counts once.
  mutating func counts(ofGroupsWhere isIncluded: (UInt32) -> Bool) -> Counts {
    compact()
    var calls: [UInt64] = []
    for key in keys where isIncluded(UInt32(key >> 40)) {
      calls.append(key & (1 << 40 - 1))
    }
    radixSort(&calls)
    var counts = Counts()
    var index = 0
    while index < calls.count {
      let call = calls[index] >> Self.factBits
      var facts: Facts = []
      while index < calls.count, calls[index] >> Self.factBits == call {
        facts.formUnion(Facts(rawValue: calls[index] & 3))
        index += 1
      }
      counts.add(facts)
    }
    return counts
  }
}
